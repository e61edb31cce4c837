import type { Row } from './ask.ts';
import type { SliceAnswer, SliceStatus } from './envelope.ts';
import type { Sink } from './page.ts';
import type { PlannedQuery } from './plan.ts';
import type { Refusal } from './refusal.ts';
import type { SliceReport } from './report.ts';
import { type Span, spanOfDay } from './time.ts';

/** Where slices are saved: the folder, or what joins those of several zones. */
export interface Keeper {
  account: string;
  /** When the run began. */
  startedAt: Date;
  writeSlice(slice: SliceAnswer): Promise<void>;
}

/** Groups the rows of one request by day and saves each day as soon as it is complete. */
export class DaySink implements Sink {
  readonly #query: PlannedQuery;
  readonly #spool: Keeper;
  readonly #onSlice: (slice: SliceReport) => void;
  readonly #onRows: (rows: number) => void;
  readonly #rows = new Map<string, Row[]>();
  readonly #cut = new Map<string, string>();
  readonly #told = new Set<string>();
  #left: string[];
  #askedAt: Date | undefined;

  constructor(
    query: PlannedQuery,
    spool: Keeper,
    on: { slice: (slice: SliceReport) => void; rows: (rows: number) => void },
  ) {
    this.#query = query;
    this.#spool = spool;
    this.#onSlice = on.slice;
    this.#onRows = on.rows;
    this.#left = [...query.days];
  }

  add(rows: readonly Row[], askedAt: Date): void {
    this.#askedAt ??= askedAt;
    const [only, another] = this.#query.days;
    for (const row of rows) {
      const day = another === undefined ? (only ?? '') : row.day;
      const own = this.#rows.get(day);
      if (own) own.push(row);
      else this.#rows.set(day, [row]);
    }
    this.#onRows(rows.length);
  }

  async upTo(at: number): Promise<void> {
    while (this.#left[0] !== undefined && spanOfDay(this.#left[0]).end <= at) {
      const day = this.#left.shift() ?? '';
      const why = this.#cut.get(day);
      await this.#write(day, why === undefined ? 'complete' : 'truncated', why);
    }
    if (this.#left.length === 0 || !this.#rows.has(this.#left[0] ?? '')) this.#askedAt = undefined;
  }

  truncated(span: Span, why: string): void {
    for (const day of this.#daysIn(span)) this.#cut.set(day, why);
  }

  /** The days of `span` that are not kept yet are refused, as one; begun ones end as truncated. */
  async refused(span: Span, { message, reason }: Refusal): Promise<void> {
    const days = this.#daysIn(span);
    this.#left = this.#left.filter((day) => !days.includes(day));
    for (const day of days.filter((own) => this.#rows.has(own))) {
      await this.#write(day, 'truncated', message);
    }
    const rest = days.filter((day) => !this.#told.has(day));
    const [first] = rest;
    const last = rest.at(-1);
    if (first === undefined || last === undefined) return;
    await this.#keep([first, last], [], 'refused', message);
    const isUnavailable = reason === 'access' || reason === 'field';
    for (const day of rest) this.#tell(day, 'refused', [], message, isUnavailable);
  }

  /** The spans that are still to be answered. */
  rest(): Span {
    const [first] = this.#left;
    const { span } = this.#query;
    return { start: first === undefined ? span.end : spanOfDay(first).start, end: span.end };
  }

  /** Saves the rows of days that the run could not finish. */
  async abandon(why: string): Promise<void> {
    for (const day of this.#left) {
      const rows = this.#rows.get(day);
      if (rows) await this.#keep([day, day], rows, 'partial', why);
    }
  }

  #daysIn({ start, end }: Span): string[] {
    return this.#left.filter((day) => spanOfDay(day).end > start && spanOfDay(day).start < end);
  }

  async #write(day: string, status: 'complete' | 'truncated', why?: string): Promise<void> {
    const rows = this.#rows.get(day) ?? [];
    this.#rows.delete(day);
    await this.#keep([day, day], rows, status, why);
    this.#tell(day, status === 'complete' ? 'fetched' : 'truncated', rows, why);
  }

  async #keep(
    days: [string, string],
    rows: readonly Row[],
    status: SliceStatus,
    why?: string,
  ): Promise<void> {
    await this.#spool.writeSlice({
      account: this.#spool.account,
      shape: this.#query.shape,
      days,
      status,
      askedAt: this.#askedAt ?? this.#spool.startedAt,
      rows: rows.map(({ text }) => text),
      why,
    });
  }

  #tell(
    day: string,
    outcome: SliceReport['outcome'],
    rows: readonly Row[],
    why?: string,
    isUnavailable?: boolean,
  ): void {
    this.#told.add(day);
    const { isHourly } = this.#query.shape;
    const isSampled = rows.some((row) => row.isSampled);
    const told = why === undefined ? {} : { why };
    const given = isUnavailable ? { isUnavailable } : {};
    this.#onSlice({ day, isHourly, outcome, rows: rows.length, isSampled, ...told, ...given });
  }
}
