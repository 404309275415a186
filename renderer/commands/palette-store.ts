/** Whether the command palette is open, and what is typed and chosen in it. */
import { createSpotlight } from '@mantine/spotlight';

export const [paletteStore, palette] = createSpotlight();
