import type { Dataset } from '../../words/dataset.ts';
import { type Slicing, slicingsOf } from './document.ts';
import type { Limits } from './limits.ts';
import type { Refusal } from './refusal.ts';
import { Shape } from './shape.ts';
import { DAY_MS, dayOf, type Span, spanOfDay } from './time.ts';

/**
 * One request: consecutive days of one dataset, answered in one or more pages and stored by day.
 */
export interface PlannedQuery {
  shape: Shape;
  span: Span;
  days: string[];
}

/** Days that are no longer available. */
export interface RefusedDays {
  shape: Shape;
  days: string[];
  why: string;
  /** The first day that is still kept whole, if known. */
  earliestDay: string | undefined;
  /**
   * The reason, if it is neither that the days are no longer kept nor that the account is not given
   * the dataset.
   */
  reason?: Refusal['reason'];
}

export interface UsagePlan {
  queries: PlannedQuery[];
  refused: RefusedDays[];
  skipped: { shape: Shape; day: string }[];
  /** Every dataset and slicing in the plan, including those with nothing left to request. */
  shapes: Shape[];
}

export interface PlanOptions {
  /** Datasets to request; all if empty. */
  datasets: readonly Dataset[];
  /** Half-open instants. */
  period: { startsAt: Date; endsAt: Date };
  now: Date;
  /** When each slice was last saved complete, by `sliceKey`: ISO time. */
  known?: ReadonlyMap<string, string> | undefined;
  /** Slices saved by an interrupted run, by `sliceKey`. */
  spooled?: ReadonlySet<string>;
  /** Days that are fetched again even if saved: half-open, midnights. */
  again?: Span | undefined;
  /** Days that Cloudflare may still restate after they ended. */
  settlingDays?: number | undefined;
}

/**
 * A slice is a UTC day of a dataset, by day or, if a billing period begins or ends within it, by
 * hour.
 */
export function sliceKey(dataset: string, slicing: Slicing, day: string, isHourly = false): string {
  return `${dataset}/${slicing}/${day}${isHourly ? '/hours' : ''}`;
}

const SETTLING_DAYS = 2;

/**
 * Plans the requests: the days of the period that have begun, without those already saved, in the
 * widest windows allowed. A day on which a period begins or ends is requested whole and by hour.
 * The rest of it belongs to the other period.
 */
export function planSlices(limits: ReadonlyMap<string, Limits>, options: PlanOptions): UsagePlan {
  const plan: UsagePlan = { queries: [], refused: [], skipped: [], shapes: [] };
  for (const dataset of options.datasets) {
    const own = limits.get(dataset.dataset);
    if (!own) continue;
    for (const slicing of slicingsOf(dataset)) planDataset(plan, dataset, slicing, own, options);
  }
  return plan;
}

function planDataset(
  plan: UsagePlan,
  dataset: Dataset,
  slicing: Slicing,
  limits: Limits,
  options: PlanOptions,
): void {
  const days = daysOf(dataset, options);
  for (const isHourly of [false, true]) {
    const own = days.filter((day) => day.isHourly === isHourly).map(({ day }) => day);
    if (own.length === 0) continue;
    const shape = new Shape(dataset, slicing, limits, isHourly);
    plan.shapes.push(shape);
    const needed = own.filter((day) => !isHad(shape, day, options));
    for (const day of own) if (!needed.includes(day)) plan.skipped.push({ shape, day });
    const earliest = earliestDay(limits, options.now);
    const lost =
      shape.refused === undefined ? needed.filter((day) => day < (earliest ?? '')) : needed;
    const why = shape.refused ?? `cannot request data older than ${earliest}`;
    if (lost.length > 0) plan.refused.push({ shape, days: lost, why, earliestDay: earliest });
    for (const run of runsOf(needed.slice(lost.length), windowDays(limits))) {
      plan.queries.push({ shape, days: run, span: spanOf(run) });
    }
  }
}

/**
 * The period's days that have begun; the two at its edges by hour where it divides them and the
 * dataset knows hours. Of what counts up from the first of a month, all days from there on.
 */
function daysOf({ grain, meters }: Dataset, { period, now }: PlanOptions) {
  const starts = period.startsAt.getTime();
  const ends = period.endsAt.getTime();
  const isCounter = meters.some(({ aggregate }) => aggregate === 'counter');
  const first = isCounter ? Date.parse(`${dayOf(starts).slice(0, 7)}-01`) : starts;
  const days: { day: string; isHourly: boolean }[] = [];
  for (let at = first - (first % DAY_MS); at < Math.min(ends, now.getTime()); at += DAY_MS) {
    const isEdge = (at < starts && at + DAY_MS > starts) || at + DAY_MS > ends;
    days.push({ day: dayOf(at), isHourly: grain === 'hour' && isEdge });
  }
  return days;
}

/** Whether a slice was saved after its day had settled, or by the run that is continued. */
function isHad({ dataset, slicing, isHourly }: Shape, day: string, options: PlanOptions): boolean {
  const { again } = options;
  const { start } = spanOfDay(day);
  const isAgain = again !== undefined && start >= again.start && start < again.end;
  const settledAt = spanOfDay(day).end + (options.settlingDays ?? SETTLING_DAYS) * DAY_MS;
  return [isHourly, true].some((hourly) => {
    const key = sliceKey(dataset.dataset, slicing, day, hourly);
    const captured = Date.parse(options.known?.get(key) ?? '');
    return options.spooled?.has(key) || (!isAgain && captured >= settledAt);
  });
}

/** The first day that is kept whole. */
function earliestDay({ notOlderThanMs }: Limits, now: Date): string | undefined {
  if (!Number.isFinite(notOlderThanMs)) return undefined;
  return dayOf(Math.ceil((now.getTime() - notOlderThanMs) / DAY_MS) * DAY_MS);
}

function windowDays({ maxDurationMs }: Limits): number {
  return Math.max(1, Math.floor(maxDurationMs / DAY_MS));
}

/** Ranges of consecutive days, each at most `longest` days. */
function runsOf(days: readonly string[], longest: number): string[][] {
  const runs: string[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    const follows = run && spanOfDay(run.at(-1) ?? day).end === spanOfDay(day).start;
    if (run && follows && run.length < longest) run.push(day);
    else runs.push([day]);
  }
  return runs;
}

export function spanOf(days: readonly string[]): Span {
  return { start: spanOfDay(days[0] ?? '').start, end: spanOfDay(days.at(-1) ?? '').end };
}
