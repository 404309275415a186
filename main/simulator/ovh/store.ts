/** What the simulated API holds. */
import { StateFile } from '../state-file.ts';
import { STEPS } from './schema.ts';

export class Store extends StateFile {
  constructor(file: string) {
    super(file, STEPS);
  }
}
