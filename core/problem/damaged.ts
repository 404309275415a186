/** Whether a site file is not whole: what is left of it can be salvaged, and would pass for all of it if nobody said so. */
import type { Problem } from './problem.ts';

export const isDamaged = ({ code }: Problem): boolean =>
  code === 'site-damaged' || code === 'site-parts-missing';
