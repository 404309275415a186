import { vi } from 'vitest';

/** Waits until it holds without complaint; long, because machines that test have other work too. */
export const eventually = (holds: () => unknown): Promise<unknown> => vi.waitFor(holds, 10_000);
