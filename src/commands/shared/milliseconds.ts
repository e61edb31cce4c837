import { usageError } from '../../errors.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * A duration such as `30s`, `5m` or `2h`.
 * @param or what else the flag takes, for the message
 * @throws FlaretallyError E_DURATION
 */
export function milliseconds(flag: string, text: string, or = ''): number {
  const [, count = '', unit = ''] = /^(\d{1,5})(s|m|h)$/.exec(text.trim()) ?? [];
  const one = UNITS[unit];
  if (one !== undefined) return Number(count) * one;
  throw usageError('E_DURATION', `${flag} "${text}" is no duration`, `write 30s, 5m or 2h${or}`);
}
