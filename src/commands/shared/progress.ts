import type { ProgressEvent } from '../../sources/cloudflare/report.ts';
import { counted } from '../../words/counted.ts';
import type { Writer } from './io.ts';

/** Width of a bar in characters. */
const BAR = 12;

/** The current wait, by the clock of this process. */
interface Wait {
  until: number;
  why: string;
}

/**
 * Shows the progress of a pull on stderr. On a terminal it is a bar per dataset and a footer with
 * the remaining time, which counts down during waits. Otherwise it is a line for each finished
 * dataset and each wait.
 * @param columns width of the terminal, undefined without one
 */
export class Progress {
  readonly #out: Writer;
  readonly #columns: number | undefined;
  readonly #latest = new Map<string, ProgressEvent>();
  #last: ProgressEvent | undefined;
  #wait: Wait | undefined;
  #drawn = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param columns width of the terminal, undefined where there is none */
  constructor(out: Writer, columns: number | undefined) {
    this.#out = out;
    this.#columns = columns;
  }

  show(event: ProgressEvent): void {
    const key = [shortName(event.dataset), event.slicing].filter(Boolean).join(' ');
    const before = this.#latest.get(key);
    this.#latest.set(key, event);
    this.#last = event;
    if (event.waitMs !== undefined) {
      this.#wait = { until: performance.now() + event.waitMs, why: event.why ?? '' };
    }
    if (this.#columns !== undefined) {
      if (this.#wait) this.#timer ??= setInterval(() => this.#draw(), 1_000).unref();
      this.#draw();
      return;
    }
    if (event.waitingUntil) this.#out.write(`${waitLine(event)}\n`);
    const isDone =
      event.slicesDone === event.slicesTotal && before?.slicesDone !== event.slicesDone;
    if (isDone) this.#out.write(`${key}: ${countsOf(event)}, ${leftOf(event)}\n`);
  }

  /** Leaves the last state on the screen. */
  end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#drawn = 0;
  }

  #draw(): void {
    const bars = [...this.#latest].map(([key, event]) => {
      return `${barOf(event.slicesDone, event.slicesTotal)} ${countsOf(event)} ${key}`;
    });
    const lines = [...bars, this.#foot()];
    const up = this.#drawn > 0 ? `\x1b[${this.#drawn}A` : '';
    const text = lines.map((line) => `\x1b[2K${line.slice(0, this.#columns)}\n`).join('');
    this.#out.write(up + text);
    this.#drawn = lines.length;
  }

  #foot(): string {
    const wait = (this.#wait?.until ?? 0) - performance.now();
    if (wait > 0) return `waiting ${clockText(wait)}: ${this.#wait?.why}`;
    this.#wait = undefined;
    clearInterval(this.#timer);
    this.#timer = undefined;
    return this.#last ? leftOf(this.#last) : '';
  }
}

/** The name of a dataset without the common ending. */
function shortName(dataset: string): string {
  return dataset.replace(/(Adaptive)?(Groups)?$/, '');
}

/** A bar. */
export function barOf(done: number, total: number): string {
  const full = total === 0 ? BAR : Math.min(BAR, Math.floor((done * BAR) / total));
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`;
}

function countsOf({ dataset, slicesDone, slicesTotal, rows }: ProgressEvent): string {
  const unit = dataset === 'rest' ? 'list' : 'day';
  return `${slicesDone} of ${counted(slicesTotal, unit)}, ${counted(rows, 'row')}`;
}

function leftOf({ budgetLeft, leftMs }: ProgressEvent): string {
  const time = leftMs === undefined ? '' : `, about ${clockText(leftMs)} left`;
  return `${budgetLeft} queries left in the budget${time}`;
}

function waitLine({ waitingUntil, waitMs, why }: ProgressEvent): string {
  const until = waitingUntil?.toISOString().slice(11, 19);
  return `waiting until ${until} UTC (${clockText(waitMs ?? 0)}): ${why ?? ''}`;
}

/** Minutes and seconds. */
function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
