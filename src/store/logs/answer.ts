import { closeSync, openSync, readSync } from 'node:fs';
import { FlaretallyError } from '../../errors.ts';
import { Database } from '../database.ts';
import { exactly } from '../exact-path.ts';
import { limit } from '../limits.ts';
import { writeAnswers } from './answer-file.ts';
import { type Asked, columnsSql, HOURS, ISLANDS, WIDE } from './answer-shape.ts';

/** Counts of a part of a day, which its sums must come to. Each is a whole number as text. */
export interface PartCount {
  /** Records of the whole day, counted in the same query. */
  dayRecords: string;
  /** Records of the part, counted apart from the sums. */
  records: string;
  /** Records of the part, by the sums. */
  summed: string;
  /** Whether every number is one that cannot have passed 64 bits. */
  isExact: boolean;
}

/** Text that is no such answer: it was cut off, or comes from something in between. */
export class DamagedAnswer extends Error {
  constructor(options?: ErrorOptions) {
    super('the answer is cut off or damaged', options);
  }
}

/** Memory for the answers of a day. What does not fit goes to the folder of the answers. */
const MEMORY = { memory: '224MB', threads: 2 };

/** The longest row of an answer in bytes: all islands of an object in an hour. */
const LONGEST_ROW = 2 ** 27;

/**
 * Answers about one day while they come in. Rows of several requests and shards are merged by the
 * queries of `remote/duckdb`: the same events are the same file, however they were divided.
 */
export class Answers {
  readonly #db: Database;
  /** Tables that have rows: the first answer is not copied, but becomes the table. */
  readonly #filled = new Set<string>();

  private constructor(db: Database) {
    this.#db = db;
  }

  /** @param folder where what does not fit in memory is put */
  static async open(folder: string): Promise<Answers> {
    const db = await Database.open(':memory:', { spillFolder: folder });
    await limit(db, MEMORY);
    const answers = new Answers(db);
    await answers.clear();
    return answers;
  }

  /** Drops what has come in. */
  async clear(): Promise<void> {
    this.#filled.clear();
    await this.#db.run(
      `create or replace temp table sums (${columnsSql(HOURS)});
       create or replace temp table active (${columnsSql(ISLANDS)})`,
    );
  }

  /**
   * Takes in the sums of a part.
   * @param named what the answer calls a column
   * @throws DamagedAnswer
   */
  async addHours(csv: string, named = itself): Promise<PartCount> {
    await this.#readAs(csv, HOURS, named);
    return this.#take(
      'sums',
      `sum(day_records) as day, bool_and(is_exact = 1) as exact,
       sum(records) filter (section = 'sum' and is_event = 1) as summed`,
    );
  }

  /** Takes in the islands of a part. @throws DamagedAnswer */
  async addIslands(csv: string, named = itself): Promise<PartCount> {
    await this.#readAs(csv, ISLANDS, named).catch(async (error: unknown) => {
      if (!(error instanceof DamagedAnswer)) throw error;
      await this.#readAs(csv, { ...ISLANDS, ...WIDE }, named);
      await this.#db.run('alter table active alter lengths type bigint[]');
    });
    return this.#take(
      'active',
      `0 as day, bool_and(len(starts) = len(lengths)) as exact,
       sum(records) filter (section = 'island') as summed`,
    );
  }

  /** Writes the day as a file of partial sums. */
  async write(path: string, asked: Asked): Promise<void> {
    await writeAnswers(this.#db, path, asked);
  }

  close(): void {
    this.#db.close();
  }

  async #readAs(
    csv: string,
    columns: Readonly<Record<string, string>>,
    named: (name: string) => string,
  ): Promise<void> {
    const names = Object.keys(columns).map((name) => `"${named(name)}"`);
    if (headOf(csv) !== names.join(',')) throw new DamagedAnswer();
    const types = Object.entries(columns).map(([name, type]) => `${name}: '${type}'`);
    const read = this.#db.run(
      `create or replace temp table answer as from read_csv(${exactly(csv)},
         columns = {${types.join(', ')}}, header = true, auto_detect = false, delim = ',',
         quote = '"', escape = '"', allow_quoted_nulls = false, hive_partitioning = false,
         max_line_size = ${LONGEST_ROW}, buffer_size = ${LONGEST_ROW},
         compression = 'uncompressed')`,
    );
    await read.catch((cause: unknown) => {
      const isText = cause instanceof FlaretallyError && cause.code === 'E_SQL';
      throw isText ? new DamagedAnswer({ cause }) : cause;
    });
  }

  async #take(table: string, counted: string): Promise<PartCount> {
    const [count] = await this.#db.rows<Record<string, string>>(
      `select coalesce(day, 0)::varchar as day, coalesce(exact, false)::varchar as exact,
         coalesce(summed, 0)::varchar as summed, coalesce(records, -1)::varchar as records
       from (select ${counted}, sum(records) filter (section = 'count') as records from answer)`,
    );
    // Without its count an answer ends early.
    if (count?.records === '-1') throw new DamagedAnswer();
    const isFirst = !this.#filled.has(table);
    this.#filled.add(table);
    await this.#db.run(
      isFirst
        ? `drop table ${table}; alter table answer rename to ${table}`
        : `insert into ${table} from answer; drop table answer`,
    );
    return {
      dayRecords: count?.day ?? '0',
      records: count?.records ?? '-1',
      summed: count?.summed ?? '0',
      isExact: count?.exact === 'true',
    };
  }
}

const itself = (name: string) => name;

/** The names of the columns, as the first line has them. */
function headOf(csv: string): string {
  const handle = openSync(csv, 'r');
  try {
    const start = Buffer.alloc(2_048);
    const length = readSync(handle, start, 0, start.length, 0);
    return start.toString('utf8', 0, length).split(/\r?\n/, 1)[0] ?? '';
  } finally {
    closeSync(handle);
  }
}
