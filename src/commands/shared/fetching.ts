import type { FetchEvent } from '../../sources/inputs/found.ts';
import { visible } from '../../words/visible.ts';
import type { Writer } from './io.ts';
import { barOf } from './progress.ts';

type Fetched = Extract<FetchEvent, { kind: 'fetched' }>;

/** Lines printed for a long fetch without a terminal. */
const LINES = 10;

/**
 * Shows the progress of fetching on stderr: a bar on a terminal, else a line for each tenth.
 * @param columns width of the terminal, undefined without one
 */
export class Fetching {
  readonly #out: Writer;
  readonly #columns: number | undefined;
  #tenth = 0;
  #isDrawn = false;

  /** @param columns width of the terminal, undefined where there is none */
  constructor(out: Writer, columns: number | undefined) {
    this.#out = out;
    this.#columns = columns;
  }

  show(event: FetchEvent): void {
    if (event.kind === 'listed') this.#line(listedSays(event));
    else if (event.kind === 'empty') this.#line(`${event.says}: no records`);
    else if (event.kind === 'asked') this.#line(askedSays(event));
    else if (event.kind === 'waiting') {
      this.#line(`waiting until ${event.until.toISOString().slice(11, 19)} UTC: ${event.why}`);
    } else if (event.ofObjects > 0) this.#fetched(event);
  }

  #fetched(event: Fetched): void {
    const { objects, ofObjects } = event;
    const isEnd = objects === ofObjects;
    if (this.#columns !== undefined) {
      const line = `${barOf(event.bytes, event.ofBytes)} ${fetchedSays(event)}`;
      const up = this.#isDrawn ? '\x1b[1A\x1b[2K' : '';
      this.#out.write(`${up}${line.slice(0, this.#columns)}\n`);
      this.#isDrawn = !isEnd;
      return;
    }
    const tenth = Math.floor((objects * LINES) / ofObjects);
    if (tenth === this.#tenth) return;
    this.#tenth = isEnd ? 0 : tenth;
    this.#line(fetchedSays(event));
  }

  /** Prints a line above the bar. */
  #line(text: string): void {
    const up = this.#isDrawn ? '\x1b[1A\x1b[2K' : '';
    this.#isDrawn = false;
    this.#out.write(`${up}${visible(text)}\n`);
  }
}

function listedSays({ says, objects, bytes, present }: Extract<FetchEvent, { kind: 'listed' }>) {
  if (objects === 0) return `${says}: no objects`;
  const here = present > 0 ? `, ${present} fetched before` : '';
  return `${says}: ${objects} object(s), ${sizeSays(bytes)}${here}`;
}

function askedSays({ says, records, parts }: Extract<FetchEvent, { kind: 'asked' }>): string {
  return `${says}: ${records} record(s)${parts > 1 ? `, in ${parts} parts` : ''}`;
}

function fetchedSays({ objects, ofObjects, bytes, ofBytes }: Fetched): string {
  return `fetched ${objects} of ${ofObjects} object(s), ${sizeSays(bytes)} of ${sizeSays(ofBytes)}`;
}

/** A rough size for people. */
function sizeSays(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return `${(bytes / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`;
}
