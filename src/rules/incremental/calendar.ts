import type { Database } from '../../store/database.ts';
import type { Partition } from '../rule-file.ts';
import { byAccount, dayAfter, onCaptures, onDays, onPeriods, type Slice } from './slice.ts';
import { type Key, keyOf, partsOf, type Touched } from './touched.ts';

interface Span {
  /** The period or the capture. */
  id: string;
  account: string;
  /** Null where a damaged answer does not tell. */
  from: string;
  /** Included. */
  to: string;
  rows: number;
}

/**
 * Which days billing periods and saved answers touch: so a partition of one kind is found to touch
 * those of another. `rows` of answers tell how much is to be computed.
 */
export class Calendar {
  readonly #periods: readonly Span[];
  readonly #captures: readonly Span[];

  private constructor(periods: readonly Span[], captures: readonly Span[]) {
    this.#periods = periods;
    this.#captures = captures;
  }

  /** @param done what of a build is as it should be by now: the rest is not known yet */
  static async read(db: Database, done: ReadonlySet<string>): Promise<Calendar> {
    const spans = async (relation: string, select: string) => {
      const rows = done.has(relation) ? await db.rows<Span>(`${select} order by "from", id`) : [];
      return rows.map((span) => ({ ...span, rows: Number(span.rows) }));
    };
    return new Calendar(
      await spans(
        'params.periods',
        `select period_id as id, account, starts_on::varchar as "from", last_on::varchar as "to",
           0 as rows
         from params.periods where period_id is not null`,
      ),
      await spans(
        'staging.captures',
        `select capture_id as id, account, window_starts_at::date::varchar as "from",
           (window_ends_at - to_microseconds(1))::date::varchar as "to",
           coalesce(row_count, 0) as rows
         from staging.captures`,
      ),
    );
  }

  /** The partitions of a kind that are touched; undefined where that cannot be told. */
  keys(kind: Partition, touched: Touched): ReadonlySet<Key> | undefined {
    const { days, periods, periodsOfDays, captures } = touched;
    if (kind === 'capture') return periods.size > 0 ? undefined : this.#capturesOf(touched);
    const spans = this.#captures.filter(({ id }) => captures.has(id));
    if (spans.length < captures.size || spans.some(({ from }) => from === null)) return undefined;
    if (kind === 'day') spans.push(...this.#periodsNamed(periods));
    if (kind === 'day' && spans.length < captures.size + periods.size) return undefined;
    if (spans.some(isLong)) return undefined;
    const all = new Set([...days, ...daysOfAll(spans)]);
    return kind === 'day' ? all : new Set([...periods, ...periodsOfDays, ...this.#periodsOf(all)]);
  }

  /** Rows of a day belong to answers of that day, or to such as do not tell theirs. */
  #capturesOf({ days, captures }: Touched): ReadonlySet<string> {
    if (days.size === 0) return captures;
    const touches = touching(days);
    const of = this.#captures.filter((capture) => capture.from === null || touches(capture));
    return new Set([...captures, ...of.map(({ id }) => id)]);
  }

  #periodsNamed(keys: ReadonlySet<Key>): Span[] {
    return this.#periods.filter(({ account, id }) => keys.has(keyOf(account, id)));
  }

  #periodsOf(days: Iterable<Key>): Key[] {
    const found = new Set<Key>();
    for (const key of days) {
      const [own, day] = partsOf(key);
      for (const { account, id, from, to } of this.#periods)
        if (account === own && from <= day && day <= to) found.add(keyOf(account, id));
    }
    return [...found];
  }

  /** Partitions as conditions, with those on inputs that are divided in another way. */
  slice(kind: Partition, keys: ReadonlySet<Key>): Slice {
    if (kind === 'capture') return { kind, capture: onCaptures(keys) };
    const days = kind === 'day' ? keys : new Set(daysOfAll(this.#periodsNamed(keys)));
    const captures = this.#captures.filter(touching(days));
    const capture = onCaptures(captures.map(({ id }) => id));
    const day = onDays(days);
    return kind === 'day'
      ? { kind, day, capture }
      : { kind, period: onPeriods(keys), day, capture };
  }

  /** Keys in groups of neighbours that each hold about `most` rows of answers. */
  batches(kind: Partition, keys: ReadonlySet<Key>, most: number): ReadonlySet<Key>[] {
    const rows = this.#rowsOf(kind);
    const sorted = kind === 'capture' ? [...rows.keys()].filter((key) => keys.has(key)) : [...keys];
    if (kind !== 'capture') sorted.sort((a, b) => (valueFirst(a) < valueFirst(b) ? -1 : 1));
    return grouped(sorted, (key) => rows.get(key) ?? 0, most).map((group) => new Set(group));
  }

  /**
   * Slices that together hold every row there can be, each of about `most` rows of answers: not by
   * the partitions that are known, but from one bound to the next. None where one would do.
   */
  tiles(kind: Partition, most: number): Slice[] {
    const rows = this.#rowsOf(kind);
    const groups =
      kind === 'capture'
        ? grouped([...rows.keys()], (key) => rows.get(key) ?? 0, most)
        : grouped(...byValue(rows), most);
    if (groups.length < 2) return [];
    if (kind === 'capture') return groups.map((ids) => ({ kind, capture: onCaptures(ids) }));
    const bounds = groups.map((group) => group[0] ?? '');
    return bounds.map((from, i) => this.#tile(kind, i === 0 ? undefined : from, bounds[i + 1]));
  }

  /** @param to excluded; what is undefined is no bound, and the first tile has what has no key */
  #tile(kind: 'day' | 'period', from: string | undefined, to: string | undefined): Slice {
    const isIn = ({ id }: Span) =>
      (from === undefined || id >= from) && (to === undefined || id < to);
    if (kind === 'day') return { kind, day: between('usage_on', from, to) };
    const last =
      this.#periods
        .filter(isIn)
        .map(({ to: end }) => end)
        .sort()
        .at(-1) ?? '';
    const day = between(
      'usage_on',
      from,
      to === undefined || last === '' ? undefined : dayAfter(last),
    );
    return { kind, period: between('period_id', from, to), day };
  }

  /** Rows of answers by partition, in order of time. */
  #rowsOf(kind: Partition): Map<Key, number> {
    const rows = new Map<Key, number>();
    for (const { id, account, from, rows: own } of this.#captures) {
      const day = keyOf(account, from);
      const keys = kind === 'capture' ? [id] : kind === 'day' ? [day] : this.#periodsOf([day]);
      for (const key of keys) rows.set(key, (rows.get(key) ?? 0) + own);
    }
    return rows;
  }
}

/** The days or periods of all accounts together, in order, with their rows. */
function byValue(rows: ReadonlyMap<Key, number>): [string[], (value: string) => number] {
  const sums = new Map<string, number>();
  for (const [key, own] of rows) {
    const [, value] = partsOf(key);
    sums.set(value, (sums.get(value) ?? 0) + own);
  }
  return [[...sums.keys()].sort(), (value) => sums.get(value) ?? 0];
}

/** Neighbours in groups of at most `most` rows, or of one that has more. */
function grouped(keys: readonly string[], rowsOf: (key: string) => number, most: number) {
  const groups: string[][] = [];
  let held = Number.POSITIVE_INFINITY;
  for (const key of keys) {
    const own = rowsOf(key);
    if (held + own > most) groups.push([]);
    held = held + own > most ? own : held + own;
    groups.at(-1)?.push(key);
  }
  return groups;
}

function between(column: string, from: string | undefined, to: string | undefined): string {
  const start = from === undefined ? [] : [`${column} >= '${from}'`];
  const end = to === undefined ? [] : [`${column} < '${to}'`];
  const range = [...start, ...end].join(' and ') || 'true';
  return from === undefined ? `(${range} or ${column} is null)` : range;
}

/** Longer than any period or answer is: its days are not told one by one. */
const MOST_DAYS = 1000;

function isLong({ from, to }: Span): boolean {
  return Date.parse(to) - Date.parse(from) > MOST_DAYS * 86_400_000;
}

/** Whether a span holds one of these days of its account. */
function touching(days: ReadonlySet<Key>): (span: Span) => boolean {
  const own = byAccount(days);
  return ({ account, from, to }) =>
    (own.get(account) ?? []).some((day) => from <= day && day <= to);
}

function valueFirst(key: Key): string {
  const [account, value] = partsOf(key);
  return `${value}\t${account}`;
}

function daysOfAll(spans: readonly Span[]): Key[] {
  const keys: Key[] = [];
  for (const { account, from, to } of spans)
    for (let day = from; day !== null && day <= to; day = dayAfter(day))
      keys.push(keyOf(account, day));
  return keys;
}
