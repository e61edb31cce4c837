import type { Clock } from '../../../../src/sources/cloudflare/clock.ts';

/** After the demo's October has ended and settled. */
export const NOW = new Date('2026-11-10T06:00:00Z');

let current: Clock | undefined;

/** The clock of the newest stage, which the command uses. */
export function setStageClock(clock: Clock): void {
  current = clock;
}

/**
 * Replaces `src/sources/cloudflare/clock.ts`, so that the command never waits:
 * `vi.mock('../../../src/sources/cloudflare/clock.ts', () => import('./support/clock.ts'))`.
 */
export function clockFrom(): Clock {
  if (!current) throw new Error('there is no stage');
  return current;
}
