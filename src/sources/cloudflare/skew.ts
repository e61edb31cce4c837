import { EXIT, FlaretallyError } from '../../errors.ts';

/** Milliseconds by which a clock may be ahead. Buckets refuse what is signed by one further off. */
export const MOST_SKEW_MS = 15 * 60_000;

/**
 * Refuses to date answers by a clock that is ahead of the API's: a day for which rows still arrive
 * would count as settled, and would never be asked for again.
 * @param aheadMs by how much the API's clock is ahead of ours; undefined if it did not say
 * @throws FlaretallyError E_CLOCK
 */
export function requireClock(aheadMs: number | undefined): void {
  if (aheadMs === undefined || -aheadMs <= MOST_SKEW_MS) return;
  const minutes = Math.round(-aheadMs / 60_000);
  throw new FlaretallyError({
    code: 'E_CLOCK',
    what: `the clock of this machine is ${minutes} minutes ahead of that of the API`,
    why: 'days for which usage still arrives would be taken for settled',
    fix: 'set the clock by NTP (timedatectl set-ntp true), or correct FLARETALLY_NOW',
    exit: EXIT.failed,
  });
}
