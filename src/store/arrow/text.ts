import { FlaretallyError } from '../../errors.ts';

const LONGEST = 2 ** 31 - 1;

/** Strings end to end in UTF-8, and where each begins and ends: Arrow's layout of text. */
export interface Utf8Cells {
  data: Uint8Array;
  valueOffsets: Int32Array;
}

export function utf8(strings: readonly (string | null)[], column: string): Utf8Cells {
  const valueOffsets = new Int32Array(strings.length + 1);
  let length = 0;
  strings.forEach((text, row) => {
    if (text !== null) length += Buffer.byteLength(text);
    if (length > LONGEST) throw tooLong(column);
    valueOffsets[row + 1] = length;
  });
  const data = Buffer.allocUnsafe(length);
  strings.forEach((text, row) => {
    if (text) data.write(text, valueOffsets[row] as number);
  });
  return { data, valueOffsets };
}

function tooLong(column: string): FlaretallyError {
  return new FlaretallyError({
    code: 'E_ARROW_RANGE',
    what: `column ${column} holds more text than Arrow can`,
    why: 'a batch of 2,048 rows exceeds 2 GiB',
    fix: `shorten it in the statement: left(${column}, 1000)`,
  });
}
