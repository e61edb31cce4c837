/** One value of a partition's key: an account and a day or a period, as one text. */
export type Key = string;

/** What is other in a relation than when its readers were last computed. */
export interface Touched {
  /** Whether anything is, be it in no partition at all. */
  isChanged: boolean;
  /** Whether that may be anything: then readers are computed whole. */
  isWhole: boolean;
  days: ReadonlySet<Key>;
  /** Of rows that name a period and no day: all days of it are touched. */
  periods: ReadonlySet<Key>;
  /** Of rows that name both: a period that is no more is known by these alone. */
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

/** What is touched by any of several changes. */
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
