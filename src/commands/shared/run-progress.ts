import { visible } from '../../reports/visible.ts';
import type { RunEvent } from '../../run/world.ts';
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
    switch (event.kind) {
      case 'begun':
        this.#step = `${event.number}/${event.of} ${event.step}`;
        this.#notes = [];
        return this.#draw('');
      case 'pulling': {
        const { dataset, slicesDone, slicesTotal, why } = event.event;
        const waits = event.event.waitMs === undefined ? '' : `, waiting: ${why ?? ''}`;
        return this.#draw(`: ${dataset} ${slicesDone} of ${slicesTotal}${waits}`);
      }
      case 'fetching':
        if (event.event.kind !== 'fetched') return;
        return this.#draw(`: ${event.event.objects} of ${event.event.ofObjects} object(s)`);
      case 'pulled': {
        const lines = pulledText(event.result.report).text.trimEnd().split('\n');
        this.#notes.push(...lines.filter((line) => /not fetched|^ {2}/.test(line)));
        return;
      }
      case 'loaded':
        this.#notes.push(...loadedText(event.result, this.#again).trimEnd().split('\n'));
        return;
      case 'note':
        this.#notes.push(event.says);
        return;
      case 'ended':
        return this.#end(event);
    }
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
