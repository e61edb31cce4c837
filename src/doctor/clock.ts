import { MOST_SKEW_MS } from '../sources/cloudflare/skew.ts';
import { fail, type Line, ok, warn } from './line.ts';

/** Seconds by which a clock may be wrong: days are cut at midnight. */
const TOLERATED = 60;

/** The clock of this machine against that of the API. */
export function clockLine(aheadMs: number): Line {
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const fix = 'set the clock by NTP: timedatectl set-ntp true';
  if (seconds <= TOLERATED) return ok('clock', 'agrees with that of the API to the minute');
  const isBehind = aheadMs > 0;
  const says = `${seconds} seconds ${isBehind ? 'behind' : 'ahead of'} that of the API`;
  if (Math.abs(aheadMs) <= MOST_SKEW_MS) return warn('clock', says, fix);
  const pull = isBehind ? '' : ', and pull does not date answers by it';
  return fail('clock', `${says}: buckets refuse what is signed by it${pull}`, fix);
}
