import { Database } from '../database.ts';
import { limit } from '../limits.ts';
import { DamagedAnswer, readAnswer } from './answer-csv.ts';
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

/** Memory for the answers of a day. What does not fit goes to the folder of the answers. */
const MEMORY = { memory: '224MB', threads: 2 };

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
    await readAnswer(this.#db, csv, HOURS, named);
    return this.#take(
      'sums',
      `sum(day_records) as day, bool_and(is_exact = 1) as exact,
       sum(records) filter (section = 'sum' and is_event = 1) as summed`,
    );
  }

  /** Takes in the islands of a part. @throws DamagedAnswer */
  async addIslands(csv: string, named = itself): Promise<PartCount> {
    const isWide = await readAnswer(this.#db, csv, ISLANDS, named, WIDE);
    if (isWide) await this.#db.run('alter table active alter lengths type bigint[]');
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
