// While a run is at work its record lies in a file beside the database, written after each step. So
// a run that is killed is known, and the database is published once for the record and not for each
// step. The next run moves what is left there into the database.
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { placeOf } from '../store/place.ts';
import { writeSynced } from '../store/write-synced.ts';
import type { RunRecord } from './run-record.ts';

/** Records of runs that are not in the database yet, oldest first. */
export class Journal {
  readonly #file: string;
  readonly #earlier: readonly RunRecord[];
  readonly #own: RunRecord | undefined;

  /** @param own the record of the run that writes it; none for a reader */
  constructor(db: string, own?: RunRecord) {
    this.#file = `${placeOf(db)}.run.json`;
    this.#earlier = recordsIn(this.#file);
    this.#own = own;
  }

  /** All records, that of this run last. */
  get records(): readonly RunRecord[] {
    return this.#own === undefined ? this.#earlier : [...this.#earlier, this.#own];
  }

  /** Runs before this one whose record did not get into the database. */
  get earlier(): readonly RunRecord[] {
    return this.#earlier;
  }

  /** Writes the record as it is now, by a rename: a reader sees the file before or after. */
  save(): void {
    const draft = `${this.#file}.new`;
    rmSync(draft, { force: true });
    writeSynced(draft, JSON.stringify(this.records));
    renameSync(draft, this.#file);
  }

  /** The same, and whether it succeeded: what is missing may still get into the database. */
  trySave(): boolean {
    try {
      this.save();
      return true;
    } catch {
      return false;
    }
  }

  /** To be called when the records are in the database. */
  remove(): void {
    rmSync(this.#file, { force: true });
  }
}

/** A damaged file, or one of another program, has no records and is overwritten. */
function recordsIn(file: string): readonly RunRecord[] {
  if (!existsSync(file)) return [];
  try {
    const records: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(records) ? (records as RunRecord[]) : [];
  } catch {
    return [];
  }
}
