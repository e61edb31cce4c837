import type { Database } from '../../store/database.ts';
import type { Partition } from '../rule-file.ts';
import { batchesOf, type RowsByKey, tilesOf } from './batches.ts';
import { onCaptures, onDays, onPeriods, type Slice } from './slice.ts';
import { daysOfAll, isLong, type Span, touching } from './spans.ts';
import { type Key, keyOf, partsOf, type Touched } from './touched.ts';

/**
 * Which days each billing period and each saved answer covers. It converts changed partitions of
 * one kind to those of another. `rows` of answers estimate the amount of work.
 */
export class Calendar {
  readonly #periods: readonly Span[];
  readonly #captures: readonly Span[];

  private constructor(periods: readonly Span[], captures: readonly Span[]) {
    this.#periods = periods;
    this.#captures = captures;
  }

  /** @param done relations that are already up to date in this build; others are not known yet */
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

  /** The changed partitions of a kind; undefined if they cannot be determined. */
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

  /** Rows of a day belong to answers of that day, or to answers with unknown days. */
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

  /** Partitions as conditions, with conditions for inputs that are divided in another way. */
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
    return batchesOf(kind, keys, this.#rowsOf(kind), most);
  }

  /** Slices that together cover every possible row; none if one would do. */
  tiles(kind: Partition, most: number): Slice[] {
    return tilesOf(kind, this.#periods, this.#rowsOf(kind), most);
  }

  /** Rows of answers by partition, in order of time. */
  #rowsOf(kind: Partition): RowsByKey {
    const rows = new Map<Key, number>();
    for (const { id, account, from, rows: own } of this.#captures) {
      if (from === null && kind !== 'capture') continue;
      const day = keyOf(account, from);
      const keys = kind === 'capture' ? [id] : kind === 'day' ? [day] : this.#periodsOf([day]);
      for (const key of keys) rows.set(key, (rows.get(key) ?? 0) + own);
    }
    return rows;
  }
}
