/** The buttons at the end of a dialog: the one that does it last, what leads elsewhere before a `grow`. */
import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import './dialog-end.css';

export const DialogEnd = ({ children }: { children: ReactNode }) => (
  <Group className="dialog-end" justify="flex-end" gap="xs">
    {children}
  </Group>
);
