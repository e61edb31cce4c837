/** A partition's key: an account and a day or period, as one text. */
export type Key = string;

/** What has changed in a relation since its readers were last computed. */
export interface Touched {
  /** Whether anything has changed, even outside of all partitions. */
  isChanged: boolean;
  /** Whether the change cannot be located: then readers are computed whole. */
  isWhole: boolean;
  days: ReadonlySet<Key>;
  /** Periods of rows without a day: all days of the period have changed. */
  periods: ReadonlySet<Key>;
  /**
   * Periods and days of rows with both. They are the only trace of a period that no longer exists.
   */
  periodsOfDays: ReadonlySet<Key>;
  captures: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

export const UNTOUCHED: Touched = {
  isChanged: false,
  isWhole: false,
  days: NONE,
  periods: NONE,
  periodsOfDays: NONE,
  captures: NONE,
};

export const WHOLE: Touched = { ...UNTOUCHED, isChanged: true, isWhole: true };

/** The union of several changes. */
export function union(all: readonly Touched[]): Touched {
  const changed = all.filter(({ isChanged }) => isChanged);
  if (changed.length === 0) return UNTOUCHED;
  if (changed.some(({ isWhole }) => isWhole)) return WHOLE;
  const of = (field: 'days' | 'periods' | 'periodsOfDays' | 'captures') =>
    new Set(changed.flatMap((touched) => [...touched[field]]));
  return {
    isChanged: true,
    isWhole: false,
    days: of('days'),
    periods: of('periods'),
    periodsOfDays: of('periodsOfDays'),
    captures: of('captures'),
  };
}

export function keyOf(account: string, value: string): Key {
  return `${account}\t${value}`;
}

/** @returns the account, and the day or period */
export function partsOf(key: Key): [account: string, value: string] {
  const at = key.indexOf('\t');
  return [key.slice(0, at), key.slice(at + 1)];
}
