// What a campaign found, a line of JSON a run, so that a soak that was interrupted goes on where it
// was. In `npm test` there is none.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const FILE = process.env.FLARETALLY_JOURNAL;

/** A run of a campaign: begun, and then its end. Without faults it passed. */
export interface Entry {
  campaign: string;
  number: number;
  class: string;
  outcome: string;
  faults: readonly string[];
  ms?: number;
  /** What was said and moved, where something is wrong. */
  detail?: unknown;
}

/** Says that a run begins: where a process hangs or dies, it is known in which. */
export function begin(campaign: string, number: number): void {
  write({ campaign, number, begun: true });
}

export function end(entry: Entry): void {
  write(entry);
}

/** Numbers of the runs that have ended already. */
export function endedBefore(campaign: string): ReadonlySet<number> {
  if (!FILE || !existsSync(FILE)) return new Set();
  const entries = readFileSync(FILE, 'utf8').split('\n').flatMap(entryOf);
  const ended = entries.filter((one) => one.campaign === campaign && one.outcome !== undefined);
  return new Set(ended.map(({ number }) => number));
}

/** A line may have been cut off with the process that wrote it. */
function entryOf(line: string): Entry[] {
  try {
    return [JSON.parse(line) as Entry];
  } catch {
    return [];
  }
}

function write(line: object): void {
  if (FILE) appendFileSync(FILE, `${JSON.stringify(line)}\n`);
}
