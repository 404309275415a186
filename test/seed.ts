/**
 * What chance begins with in every test that makes its own input. With CI set it is always the same: there a change is
 * judged, and what fails must be its doing. Elsewhere each run has its own, and SWITCHBOOK_FUZZ_SEED repeats one.
 */
import * as fc from 'fast-check';

const ofThisRun = process.env['CI'] === undefined ? Date.now() % 2 ** 31 : 1;
export const SEED = Number(process.env['SWITCHBOOK_FUZZ_SEED'] ?? ofThisRun);

fc.configureGlobal({ seed: SEED });
