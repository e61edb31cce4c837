import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Io } from '../shared/io.ts';

/** Entries that are read at the start; a file with twice as many is cut to these. */
const KEPT = 1000;

const PRIVATE = 0o600;

/** Statements of this and earlier sessions, newest first, in a file that its owner alone reads. */
export class History {
  readonly entries: string[];
  readonly #file: string | undefined;
  readonly #warn: (why: string) => void;
  #isBroken = false;

  /** @param warn told once, if the file cannot be written */
  constructor(file: string | undefined, warn: (why: string) => void) {
    this.#file = file;
    this.#warn = warn;
    this.entries = file === undefined ? [] : this.#read(file);
  }

  add(lines: readonly string[]): void {
    for (const entry of entriesOf(lines)) {
      const before = this.entries.indexOf(entry);
      if (before >= 0) this.entries.splice(before, 1);
      this.entries.unshift(entry);
      this.#write(entry);
    }
  }

  #read(file: string): string[] {
    try {
      const all = readFileSync(file, 'utf8').split('\n').filter(Boolean);
      const kept = all.slice(-KEPT);
      if (all.length > 2 * KEPT) writeFileSync(file, `${kept.join('\n')}\n`, { mode: PRIVATE });
      return [...new Set(kept.reverse())];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.#fail(error);
      return [];
    }
  }

  #write(entry: string): void {
    if (this.#file === undefined || this.#isBroken) return;
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
      appendFileSync(this.#file, `${entry}\n`, { mode: PRIVATE });
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#isBroken = true;
    this.#warn((error as Error).message);
  }
}

/**
 * The file of the history: in the state folder of the person, and never beside the database, which
 * may be shared. None with FLARETALLY_HISTORY=off.
 */
export function historyFile(env: Io['env'], database: string): string | undefined {
  const { FLARETALLY_HISTORY: wish, XDG_STATE_HOME: state, HOME: home } = env;
  if (wish === 'off') return undefined;
  const folder = join(state || join(home || homedir(), '.local', 'state'), 'flaretally');
  return resolve(folder) === resolve(dirname(database)) ? undefined : join(folder, 'history');
}

/**
 * Lines of a statement as one line, unless a comment or a quoted text runs to the end of one: they
 * would mean something else.
 */
function entriesOf(lines: readonly string[]): string[] {
  const isOpen = (line: string) =>
    /--|\/\*|\$\$/.test(line) || (line.match(/['"]/g) ?? []).length % 2;
  if (lines.some(isOpen)) return lines.filter((line) => line.trim() !== '');
  return [lines.map((line) => line.trim()).join(' ')];
}
