import { Refusal } from './answers.ts';

const MINUTE = 60_000;

/** Time dimension -> its width in milliseconds. */
export const WIDTHS: Readonly<Record<string, number>> = {
  datetime: 1000,
  datetimeMinute: MINUTE,
  datetimeFiveMinutes: 5 * MINUTE,
  datetimeFifteenMinutes: 15 * MINUTE,
  datetimeHour: 60 * MINUTE,
  datetimeSixHours: 360 * MINUTE,
  date: 1440 * MINUTE,
};

/** Start of the bucket of a time dimension that an instant falls into. */
export function bucketMs(field: string, at: string): number {
  const width = WIDTHS[field] ?? 1;
  return Math.floor(Date.parse(at) / width) * width;
}

export function bucketLabel(field: string, at: string): string {
  const iso = new Date(bucketMs(field, at)).toISOString();
  return field === 'date' ? iso.slice(0, 10) : `${iso.slice(0, 19)}Z`;
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** A filter's time in milliseconds; dates and times are not each other's form. */
export function timeValue(field: string, value: unknown, key = field): number {
  const form = field === 'date' ? DATE : TIME;
  const ms = typeof value === 'string' && form.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) {
    throw new Refusal(
      'parse',
      `filter: ${key}: not an iso8601 ${field === 'date' ? 'date' : 'time'}`,
    );
  }
  return ms;
}

/** Milliseconds as the API prints them: `4w4d`, `1d1s620ms`. */
export function printDuration(ms: number): string {
  const units: [string, number][] = [
    ['w', 10_080 * MINUTE],
    ['d', 1440 * MINUTE],
    ['h', 60 * MINUTE],
    ['m', MINUTE],
    ['s', 1000],
    ['ms', 1],
  ];
  let [rest, text] = [Math.round(ms), ''];
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text || '0s';
}
