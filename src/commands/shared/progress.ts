import type { ProgressEvent } from '../../sources/cloudflare/report.ts';
import type { Writer } from './io.ts';

/** Cells of a bar. */
const BAR = 20;

/** Where a pull is, on stderr: a bar a dataset on a terminal, a line now and then otherwise. */
export class Progress {
  readonly #out: Writer;
  readonly #columns: number | undefined;
  readonly #latest = new Map<string, ProgressEvent>();
  #drawn = 0;

  /** @param columns width of the terminal, undefined where there is none */
  constructor(out: Writer, columns: number | undefined) {
    this.#out = out;
    this.#columns = columns;
  }

  show(event: ProgressEvent): void {
    const key = [event.dataset, event.slicing].filter(Boolean).join(' ');
    const before = this.#latest.get(key);
    this.#latest.set(key, event);
    if (this.#columns !== undefined) {
      this.#draw();
      return;
    }
    const isNews = before?.slicesDone !== event.slicesDone || event.waitingUntil !== undefined;
    const isEnd = event.slicesDone === event.slicesTotal;
    if (isNews && (isEnd || event.waitingUntil)) this.#out.write(`${lineOf(key, event)}\n`);
  }

  end(): void {
    this.#drawn = 0;
  }

  #draw(): void {
    const lines = [...this.#latest].map(
      ([key, event]) => `${barOf(event.slicesDone, event.slicesTotal)} ${lineOf(key, event)}`,
    );
    const up = this.#drawn > 0 ? `\x1b[${this.#drawn}A` : '';
    const text = lines.map((line) => `\x1b[2K${line.slice(0, this.#columns)}\n`).join('');
    this.#out.write(up + text);
    this.#drawn = lines.length;
  }
}

/** A bar that is full when all is done. */
export function barOf(done: number, total: number): string {
  const full = total === 0 ? BAR : Math.min(BAR, Math.floor((done * BAR) / total));
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`;
}

function lineOf(key: string, event: ProgressEvent): string {
  const wait = event.waitingUntil
    ? `, waiting until ${event.waitingUntil.toISOString().slice(11, 19)} UTC: ${event.why ?? ''}`
    : '';
  return (
    `${key}: ${event.slicesDone} of ${event.slicesTotal}, ${event.rows} rows, ` +
    `${event.budgetLeft} queries left${wait}`
  );
}
