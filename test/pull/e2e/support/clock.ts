import type { Clock } from '../../../../src/sources/cloudflare/clock.ts';

/** After the demo's October has ended and settled. */
export const NOW = new Date('2026-11-10T06:00:00Z');

let current: Clock | undefined;

/** The clock of the newest stage is the one that the command gets. */
export function setStageClock(clock: Clock): void {
  current = clock;
}

/**
 * In the place of `src/sources/cloudflare/clock.ts`, so that the command itself waits for nothing:
 * `vi.mock('../../../src/sources/cloudflare/clock.ts', () => import('./support/clock.ts'))`.
 */
export function clockFrom(): Clock {
  if (!current) throw new Error('there is no stage');
  return current;
}
