import type { Dataset } from '../../words/dataset.ts';
import type { UsagePlan } from './plan.ts';
import type {
  DatasetReport,
  FetchReport,
  ListReport,
  ProgressEvent,
  SliceReport,
} from './report.ts';
import type { PullOptions, Session } from './session.ts';
import type { Shape } from './shape.ts';

interface Line {
  report: DatasetReport;
  shapes: Shape[];
  total: number;
  rows: number;
}

/** Records the result of each slice, and reports progress. */
export class Ledger {
  readonly #account: string;
  readonly #onProgress: ((event: ProgressEvent) => void) | undefined;
  readonly #lines = new Map<string, Line>();
  readonly #lists: ListReport[] = [];
  #listsTotal = 0;
  #openedAt = 0;
  #session: Session | undefined;

  constructor({ account, onProgress }: PullOptions) {
    this.#account = account;
    this.#onProgress = onProgress;
  }

  watch(session: Session): void {
    this.#session = session;
  }

  open(plan: UsagePlan, lists: number): void {
    this.#listsTotal = lists;
    this.#openedAt = this.#session?.clock.now() ?? 0;
    for (const shape of plan.shapes) {
      const line = this.#line(shape);
      line.shapes.push(shape);
      const own = [...plan.queries, ...plan.refused].filter((query) => query.shape === shape);
      const skipped = plan.skipped.filter((slice) => slice.shape === shape);
      line.total += own.flatMap(({ days }) => days).length + skipped.length;
      for (const { day } of skipped) {
        const { isHourly } = shape;
        this.slice(shape, { day, isHourly, outcome: 'skipped', rows: 0, isSampled: false });
      }
    }
    for (const { shape, earliestDay } of plan.refused) {
      if (earliestDay !== undefined) this.#line(shape).report.earliestDay = earliestDay;
    }
    for (const line of this.#lines.values()) this.#tell(line);
  }

  slice(shape: Shape, slice: SliceReport): void {
    this.#line(shape).report.slices.push(slice);
    this.#tell(this.#line(shape));
  }

  rows(shape: Shape, rows: number): void {
    const line = this.#line(shape);
    line.rows += rows;
    this.#tell(line);
  }

  list(list: ListReport): void {
    this.#lists.push(list);
    this.#tell();
  }

  /** Whether a list has rows. */
  hasRows({ name }: { name: string }): boolean {
    const own = this.#lists.find((list) => list.name === name);
    return own !== undefined && own.rows > 0;
  }

  /** Called around each wait. */
  wait(wait?: { until: Date; why: string }): void {
    const now = this.#session?.clock.now() ?? 0;
    const waitMs = (wait?.until.getTime() ?? now) - now;
    this.#tell(undefined, wait ? { waitingUntil: wait.until, waitMs, why: wait.why } : {});
  }

  /** Those of the datasets that every account has, or that have had a row. */
  usedOf(datasets: readonly Dataset[]): Dataset[] {
    const lines = [...this.#lines.values()];
    const filled = lines.filter(({ report }) => report.slices.some(({ rows }) => rows > 0));
    const names = new Set(filled.map(({ report }) => report.dataset));
    return datasets.filter(({ dataset, isEverywhere }) => isEverywhere || names.has(dataset));
  }

  report(startedAt: Date): FetchReport {
    const datasets = [...this.#lines.values()].map(({ report, shapes }) => ({
      ...report,
      slices: report.slices.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
      notes: [...new Set(shapes.flatMap(({ notes, limits }) => [limits.note ?? [], notes].flat()))],
    }));
    return {
      account: this.#account,
      startedAt: startedAt.toISOString(),
      requests: this.#session?.client.requests ?? 0,
      datasets,
      lists: this.#lists.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    };
  }

  #line({ dataset: { dataset, isEverywhere }, slicing }: Shape): Line {
    const key = `${dataset}/${slicing}`;
    const line = this.#lines.get(key);
    if (line) return line;
    const report = { dataset, slicing, isEverywhere, slices: [], notes: [] };
    const fresh = { report, shapes: [], total: 0, rows: 0 };
    this.#lines.set(key, fresh);
    return fresh;
  }

  /**
   * Estimates the remaining time: as long for each open slice and list as for the finished ones.
   */
  #left(): Pick<ProgressEvent, 'leftMs'> {
    const lines = [...this.#lines.values()];
    const slices = lines.flatMap(({ report }) => report.slices);
    const skipped = slices.filter(({ outcome }) => outcome === 'skipped').length;
    const done = slices.length - skipped + this.#lists.length;
    const total = lines.reduce((sum, own) => sum + own.total, this.#listsTotal) - skipped;
    if (done === 0) return {};
    const spent = (this.#session?.clock.now() ?? 0) - this.#openedAt;
    return { leftMs: Math.round((spent / done) * Math.max(0, total - done)) };
  }

  #tell(line?: Line, wait: Pick<ProgressEvent, 'waitingUntil' | 'waitMs' | 'why'> = {}): void {
    this.#onProgress?.({
      dataset: line?.report.dataset ?? 'rest',
      ...(line ? { slicing: line.report.slicing } : {}),
      slicesDone: line?.report.slices.length ?? this.#lists.length,
      slicesTotal: line?.total ?? this.#listsTotal,
      rows: line?.rows ?? this.#lists.reduce((sum, { rows }) => sum + rows, 0),
      requests: this.#session?.client.requests ?? 0,
      budgetLeft: this.#session?.budget.left() ?? 0,
      ...this.#left(),
      ...wait,
    });
  }
}
