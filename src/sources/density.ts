import { EXIT, FlaretallyError } from '../errors.ts';

/** Counts the values and columns of a text, piece by piece. Throws when there are too many. */
export type Density = (chunk: Buffer) => void;

const [COMMA, NEWLINE] = [0x2c, 0x0a];

/** The most columns of a CSV. Each of them costs memory in every row. */
const MOST_COLUMNS = 1000;

/**
 * The number of columns of a CSV, of its line with the most.
 * @throws FlaretallyError E_CSV_COLUMNS
 */
export function csvDensity(path: string): Density {
  let columns = 1;
  let lines = 1;
  return (chunk) => {
    for (const byte of chunk) {
      if (byte === NEWLINE) {
        columns = 1;
        lines += 1;
      } else if (byte === COMMA) columns += 1;
      if (columns > MOST_COLUMNS) throw tooWide(path, lines);
    }
  };
}

function tooWide(path: string, line: number): FlaretallyError {
  return new FlaretallyError({
    code: 'E_CSV_COLUMNS',
    what: `${path} has more columns than any file that can be loaded`,
    why: `line ${line} has more than ${MOST_COLUMNS}`,
    fix: 'is a line break missing? name the columns as documented, in any order',
    exit: EXIT.usage,
  });
}
