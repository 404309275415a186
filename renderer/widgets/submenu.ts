/**
 * Enter and the space bar open a submenu, as WAI-ARIA’s menu pattern has it; Mantine’s item hears the right arrow only,
 * which is therefore what it is told.
 */
import type { KeyboardEvent } from 'react';

export function openSubmenu(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  event.currentTarget.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
}
