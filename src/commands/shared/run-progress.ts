import type { RunEvent } from '../../run/world.ts';
import type { ProgressEvent } from '../../sources/cloudflare/report.ts';
import type { FetchEvent } from '../../sources/inputs/found.ts';
import { visible } from '../../words/visible.ts';
import type { Io } from './io.ts';
import { loadedText } from './loaded.ts';
import { pulledText } from './pulled.ts';

type Again = (command: string, isDated: boolean) => string;

/**
 * Shows a run on stderr: on a terminal a line that follows the step at work, and everywhere a line
 * for each step that has ended, with what it noticed below.
 */
export class RunProgress {
  readonly #io: Pick<Io, 'stderr' | 'isStderrTty' | 'columns'>;
  readonly #again: Again;
  #notes: string[] = [];
  #step = '';

  constructor(io: Pick<Io, 'stderr' | 'isStderrTty' | 'columns'>, again: Again) {
    this.#io = io;
    this.#again = again;
  }

  show(event: RunEvent): void {
    if (event.kind === 'begun') this.#begin(event);
    else if (event.kind === 'ended') this.#end(event);
    else if (event.kind === 'pulling') this.#pulling(event.event);
    else if (event.kind === 'fetching') this.#fetching(event.event);
    else this.#notes.push(...notesOf(event, this.#again));
  }

  #begin({ number, of, step }: Extract<RunEvent, { kind: 'begun' }>): void {
    this.#step = `${number}/${of} ${step}`;
    this.#draw('');
  }

  #pulling({ dataset, slicesDone, slicesTotal, waitMs, why }: ProgressEvent): void {
    const waits = waitMs === undefined ? '' : `, waiting: ${why ?? ''}`;
    this.#draw(`: ${dataset} ${slicesDone} of ${slicesTotal}${waits}`);
  }

  #fetching(event: FetchEvent): void {
    if (event.kind === 'fetched') this.#draw(`: ${event.objects} of ${event.ofObjects} object(s)`);
  }

  #draw(more: string): void {
    if (!this.#io.isStderrTty) return;
    const line = visible(`${this.#step}${more}`).slice(0, this.#io.columns - 1);
    this.#io.stderr.write(`\r\x1b[2K${line}`);
  }

  #end({ record, fix }: Extract<RunEvent, { kind: 'ended' }>): void {
    const { outcome, duration_ms, says, error_code: code } = record;
    const how = outcome === 'done' ? '' : ` ${outcome}${code === null ? '' : ` (${code})`}`;
    const seconds = `${(duration_ms / 1000).toFixed(1)} s`;
    const notes = [...this.#notes, ...(fix === undefined ? [] : [`do:  ${fix}`])];
    const lines = [
      `${this.#step}${how}, ${seconds}: ${says}`,
      ...notes.map((note) => `    ${note}`),
    ];
    const clear = this.#io.isStderrTty ? '\r\x1b[2K' : '';
    this.#io.stderr.write(`${clear}${lines.map(visible).join('\n')}\n`);
    this.#notes = [];
  }
}

/** What a person may want to know of a step beside how it ended. */
function notesOf(
  event: Extract<RunEvent, { kind: 'pulled' | 'loaded' | 'note' }>,
  again: Again,
): string[] {
  if (event.kind === 'note') return [event.says];
  if (event.kind === 'loaded') return loadedText(event.result, again).trimEnd().split('\n');
  const lines = pulledText(event.result.report).text.trimEnd().split('\n');
  return lines.filter((line) => /not fetched|^ {2}/.test(line));
}
