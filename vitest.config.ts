import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/order.ts';

/** `unit`: everything that needs no browser; `browser`: journeys through the built application. */
export default defineConfig({
  test: {
    pool: 'forks',
    // Left to itself Vitest keeps a core free: on two cores everything would stand in one queue, and much of it only waits.
    maxWorkers: 3,
    globalSetup: 'test/room.ts',
    sequence: { sequencer: LongestFirst },
    env: {
      // What tests remember stays out of the keychain of whoever runs them.
      SWITCHBOOK_KEYCHAIN: 'off',
    },
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{core,main,renderer,packaging,peers,fuzz,crash}/**/*.test.ts'],
          setupFiles: ['test/seed.ts'],
          // The thousand histories of the journal take two minutes alone, and three beside other work.
          testTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          maxWorkers: 2,
          // A page answers when it answers: a second is too little on a busy machine.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
