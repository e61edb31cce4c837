import { EXIT, FlaretallyError } from '../errors.ts';
import { tooLarge } from './document-size.ts';

/** How much there is to take apart in a text, piece by piece. Throws when it is too much. */
export type Density = (chunk: Buffer) => void;

const [QUOTE, COMMA, NEWLINE, BACKSLASH] = [0x22, 0x2c, 0x0a, 0x5c];
const [SQUARE, UNSQUARE, CURLY, UNCURLY] = [0x5b, 0x5d, 0x7b, 0x7d];

/** How deep a document may nest; the answers of Cloudflare stay below ten. */
const DEEPEST = 100;

/** Keys that one object may have; what is many comes as a list. */
const MOST_KEYS = 10_000;

/** Bytes for each value that a document may have: a digit in a list takes memory like a row. */
const BYTES_A_VALUE = 8;

/** Columns of a CSV, each of which costs memory in every row. */
const MOST_COLUMNS = 1000;

/**
 * Values and depth of JSON: a bracket takes a hundred times its length in memory.
 * @throws FlaretallyError E_JSON, E_DOCUMENT_SIZE
 */
export function jsonDensity(path: string, most: number): Density {
  const mostValues = Math.floor(most / BYTES_A_VALUE);
  let isText = false;
  let isEscaped = false;
  let values = 0;
  /** Keys of each object that is open, and of lists less than none. */
  const keys: number[] = [];
  return (chunk) => {
    for (const byte of chunk) {
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isText = false;
      } else if (byte === QUOTE) isText = true;
      else if (byte === COMMA) {
        values += 1;
        const count = (keys[keys.length - 1] ?? 0) + 1;
        keys[keys.length - 1] = count;
        if (count > MOST_KEYS) throw strange(path, `an object has more than ${MOST_KEYS} keys`);
      } else if (byte === SQUARE || byte === CURLY) {
        values += 1;
        keys.push(byte === CURLY ? 0 : Number.NEGATIVE_INFINITY);
        if (keys.length > DEEPEST) throw strange(path, `it nests more than ${DEEPEST} deep`);
      } else if (byte === UNSQUARE || byte === UNCURLY) keys.pop();
    }
    if (values > mostValues) throw tooLarge(path, `it has more than ${mostValues} values`, most);
  };
}

/**
 * Columns of a CSV, in whichever of its lines there are most.
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

function strange(path: string, why: string): FlaretallyError {
  return new FlaretallyError({
    code: 'E_JSON',
    what: `${path} is no answer that can be read`,
    why,
    fix: 'save the answer again, as it came; nothing was loaded',
  });
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
