import { fail, type Line, ok, warn } from './line.ts';

/** Seconds by which a clock may be wrong: days are cut at midnight, and buckets refuse more. */
const TOLERATED = 60;
const REFUSED = 900;

/** The clock of this machine against that of the API. */
export function clockLine(aheadMs: number): Line {
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const fix = 'set the clock by NTP: timedatectl set-ntp true';
  if (seconds <= TOLERATED) return ok('clock', 'agrees with that of the API to the minute');
  const says = `${seconds} seconds ${aheadMs > 0 ? 'behind' : 'ahead of'} that of the API`;
  if (seconds < REFUSED) return warn('clock', says, fix);
  return fail('clock', `${says}: buckets refuse what is signed by it`, fix);
}
