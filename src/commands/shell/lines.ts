import { createInterface, type Interface } from 'node:readline';

/** Ctrl-C while a line was typed. */
export const CANCELLED = Symbol('cancelled');

/** Ctrl-D, or the terminal is gone. */
export const ENDED = Symbol('ended');

export type Typed = string | typeof CANCELLED | typeof ENDED;

/** What is before the cursor, to texts that may stand in its last word's place. */
export type Complete = (line: string) => Promise<[string[], string]>;

interface Options {
  /** Earlier entries, newest first. */
  history: readonly string[];
  complete: Complete;
  signal: AbortSignal | undefined;
}

const KEPT = 1000;

/** A Ctrl-C that was meant for a pager is told to this program too, after the pager has ended. */
const SETTLE_MS = 50;

/**
 * The lines that a person types, edited by Node's readline. Lines that come while a query runs, as
 * of a text that was pasted, wait for their turn.
 */
export class Lines {
  /** Told of Ctrl-C while nobody waits for a line. */
  onCancel: (() => void) | undefined;
  readonly #editor: Interface;
  readonly #early: string[] = [];
  #entries: string[] = [];
  #waiting: ((typed: Typed) => void) | undefined;
  #isClosed = false;
  #isLent = false;

  constructor({ history, complete, signal }: Options) {
    const editor = createInterface({
      input: process.stdin,
      output: process.stdout,
      terminal: true,
      history: [...history],
      historySize: KEPT,
      removeHistoryDuplicates: true,
      completer: (line: string, done: (error: null, found: [string[], string]) => void) => {
        if (this.#waiting === undefined) return done(null, [[], line]);
        const nothing = (): [string[], string] => [[], line];
        void complete(line)
          .catch(nothing)
          .then((found) => done(null, found));
      },
    });
    editor.on('line', (line) => this.#take(line));
    editor.on('history', (entries) => {
      this.#entries = entries;
    });
    editor.on('SIGINT', () => this.cancel());
    editor.on('close', () => {
      this.#isClosed = true;
      this.#answer(ENDED);
    });
    signal?.addEventListener('abort', () => editor.close(), { once: true });
    this.#editor = editor;
  }

  /** The next line. Only one caller may wait. */
  next(prompt: string): Promise<Typed> {
    const early = this.#early.shift();
    if (early !== undefined) return Promise.resolve(early);
    if (this.#isClosed) return Promise.resolve(ENDED);
    this.#editor.setPrompt(prompt);
    this.#editor.prompt(true);
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  /** Ctrl-C: clears the line, or tells who runs a query. */
  cancel(): void {
    if (this.#isLent) return;
    if (this.#waiting === undefined) {
      this.#early.length = 0;
      this.onCancel?.();
      return;
    }
    for (const name of ['e', 'u']) this.#editor.write(null, { ctrl: true, name });
    process.stdout.write('^C\n');
    this.#answer(CANCELLED);
  }

  /** Replaces what Up brings back: a statement of several lines is one entry. */
  remember(entries: readonly string[]): void {
    this.#entries.splice(0, this.#entries.length, ...entries);
  }

  /** Gives the terminal to another program, such as a pager, while `work` runs. */
  lend<T>(work: () => T): T {
    if (this.#isClosed) return work();
    this.#isLent = true;
    this.#editor.pause();
    process.stdin.setRawMode?.(false);
    try {
      return work();
    } finally {
      process.stdin.setRawMode?.(true);
      this.#editor.resume();
      setTimeout(() => {
        this.#isLent = false;
      }, SETTLE_MS);
    }
  }

  close(): void {
    this.#editor.close();
  }

  #take(line: string): void {
    // Until the next prompt, keys are shown without one.
    this.#editor.setPrompt('');
    if (!this.#answer(line)) this.#early.push(line);
  }

  #answer(typed: Typed): boolean {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(typed);
    return waiting !== undefined;
  }
}
