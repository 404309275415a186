/** Cards that we wrote ourselves say so (RFC 2426 section 3.6.3, RFC 6350 section 6.7.3; 2.1 has no word for it). */
import type { Card } from './card.ts';

export const PRODUCT_ID = '-//Switchbook//Switchbook//EN';

export const isOwn = ({ properties }: Card): boolean =>
  properties.some(({ name, value }) => name === 'PRODID' && value === PRODUCT_ID);
