/** What a thread that decodes pictures is asked, and what it answers: a picture, or null where it is damaged. */
import type { Photo } from '../../core/directory/contact.ts';
import type { Wish } from '../../core/photo/wish.ts';

export interface Order {
  data: Uint8Array;
  wish: Wish;
}

export type Developed = Photo | null;
