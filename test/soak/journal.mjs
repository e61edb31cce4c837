// The state of a soak: a line of JSON a run. A soak of other sources or another seed has its own.
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const SOURCES = ['src', 'queries', 'test', 'fixtures', 'package-lock.json'];

export class Journal {
  constructor(root, seed) {
    this.path = join(root, '.soak', `seed-${seed}-${digestOf(root)}.jsonl`);
    mkdirSync(dirname(this.path), { recursive: true });
  }

  entries() {
    if (!existsSync(this.path)) return [];
    return parsed(readFileSync(this.path, 'utf8'));
  }

  /** The end of each run, by number; of one that was run twice the later. */
  ended(campaign) {
    const own = this.entries().filter((one) => one.campaign === campaign && !one.begun);
    return new Map(own.map((one) => [one.number, one]));
  }

  /** Runs of a unit that have not ended. */
  left({ campaign, from, to }) {
    const ended = this.ended(campaign);
    return Array.from({ length: to - from }, (_, i) => from + i).filter((n) => !ended.has(n));
  }

  /** The run of a unit in which its process was. */
  underWay(unit) {
    const left = new Set(this.left(unit));
    const begun = this.entries().filter(
      ({ campaign, number, begun: isBegun }) =>
        isBegun && campaign === unit.campaign && left.has(number),
    );
    return begun.at(-1)?.number;
  }

  /** What was written after the first so many bytes. */
  since(size) {
    const bytes = readFileSync(this.path).subarray(size);
    return parsed(bytes.toString('utf8'));
  }

  size() {
    return existsSync(this.path) ? statSync(this.path).size : 0;
  }

  add(entry) {
    appendFileSync(this.path, `${JSON.stringify(entry)}\n`);
  }
}

function digestOf(root) {
  const hash = createHash('sha256');
  for (const source of SOURCES)
    for (const file of filesOf(join(root, source))) {
      hash.update(file.slice(root.length)).update(readFileSync(file));
    }
  return hash.digest('hex').slice(0, 12);
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}

/** Lines that are whole; the last may have been cut off with the process that wrote it. */
function parsed(text) {
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}
