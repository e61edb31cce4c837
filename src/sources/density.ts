/** How much there is to take apart in a text, as far as it was fed. */
export interface Density {
  /** Says in words what is too much; undefined while nothing is. */
  feed(chunk: Buffer): string | undefined;
}

const [QUOTE, COMMA, NEWLINE, BACKSLASH] = [0x22, 0x2c, 0x0a, 0x5c];
const [SQUARE, UNSQUARE, CURLY, UNCURLY] = [0x5b, 0x5d, 0x7b, 0x7d];

/** How deep an answer may nest; those of Cloudflare nest eight deep. */
const DEEPEST = 100;

/** Bytes for each value that a document may have: a number in a list takes memory like a row. */
const BYTES_A_VALUE = 8;

/** Columns of a CSV, each of which costs memory in every row. */
export const MOST_COLUMNS = 1000;

/** Values and depth of JSON; a bracket takes a hundred times its length in memory. */
export function jsonDensity(most: number): Density {
  const mostValues = Math.floor(most / BYTES_A_VALUE);
  let isText = false;
  let isEscaped = false;
  let depth = 0;
  let values = 0;
  return {
    feed(chunk) {
      for (const byte of chunk) {
        if (isText) {
          if (isEscaped) isEscaped = false;
          else if (byte === BACKSLASH) isEscaped = true;
          else if (byte === QUOTE) isText = false;
        } else if (byte === QUOTE) isText = true;
        else if (byte === COMMA) values += 1;
        else if (byte === SQUARE || byte === CURLY) {
          values += 1;
          depth += 1;
          if (depth > DEEPEST) return `it nests more than ${DEEPEST} deep`;
        } else if (byte === UNSQUARE || byte === UNCURLY) depth -= 1;
      }
      return values > mostValues ? `it has more than ${mostValues} values` : undefined;
    },
  };
}

/** Columns of a CSV, in whichever of its lines there are most. */
export function csvDensity(): Density {
  let columns = 1;
  return {
    feed(chunk) {
      for (const byte of chunk) {
        if (byte === NEWLINE) columns = 1;
        else if (byte === COMMA) columns += 1;
        if (columns > MOST_COLUMNS) return `a line of it has more than ${MOST_COLUMNS} columns`;
      }
      return undefined;
    },
  };
}
