import { closeSync, openSync, readSync } from 'node:fs';
import { FlaretallyError } from '../../errors.ts';
import type { Database } from '../database.ts';
import { exactly } from '../exact-path.ts';

/** Text that is no such answer: it was cut off, or comes from something in between. */
export class DamagedAnswer extends Error {
  constructor(options?: ErrorOptions) {
    super('the answer is cut off or damaged', options);
  }
}

/**
 * A buffer for the rows of nearly every answer, in bytes. One for the longest row would leave too
 * little memory for the rows themselves.
 */
const USUAL_BUFFER = 2 ** 23;

/** The longest row of an answer in bytes: an island in each millisecond of an object's hour. */
const LONGEST_ROW = 2 ** 27;

type Columns = Readonly<Record<string, string>>;

/**
 * Reads an answer into the table `answer`: as most are, or else as one with long rows and the
 * columns of `wide`.
 * @param named what the answer calls a column
 * @returns whether it was read as wide
 * @throws DamagedAnswer
 */
export async function readAnswer(
  db: Database,
  csv: string,
  columns: Columns,
  named: (name: string) => string,
  wide: Columns = {},
): Promise<boolean> {
  const names = Object.keys(columns).map((name) => `"${named(name)}"`);
  if (headOf(csv) !== names.join(',')) throw new DamagedAnswer();
  try {
    await read(db, csv, columns, USUAL_BUFFER);
    return false;
  } catch (error) {
    if (!(error instanceof DamagedAnswer)) throw error;
    await read(db, csv, { ...columns, ...wide }, LONGEST_ROW);
    return true;
  }
}

async function read(db: Database, csv: string, columns: Columns, buffer: number): Promise<void> {
  const types = Object.entries(columns).map(([name, type]) => `${name}: '${type}'`);
  const done = db.run(
    `create or replace temp table answer as from read_csv(${exactly(csv)},
       columns = {${types.join(', ')}}, header = true, auto_detect = false, delim = ',',
       quote = '"', escape = '"', allow_quoted_nulls = false, hive_partitioning = false,
       max_line_size = ${buffer}, buffer_size = ${buffer}, compression = 'uncompressed')`,
  );
  await done.catch((cause: unknown) => {
    const isText = cause instanceof FlaretallyError && cause.code === 'E_SQL';
    throw isText ? new DamagedAnswer({ cause }) : cause;
  });
}

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
