import { EXIT, FlaretallyError, usageError } from '../errors.ts';

/**
 * Default limit of one document in unpacked bytes. DuckDB takes about twenty-five times as much
 * memory to parse JSON. An answer of 10,000 rows, the most that Cloudflare returns, has 4 MB.
 */
export const DOCUMENT_SIZE = 32_000_000;

/** The part of that limit for texts that are read whole: invoices, settings, estimates. */
const TEXT_SHARE = 4;

/** How many times as large an answer may be whose rows stand in lines: it is read in parts. */
const TIMES_IN_LINES = 64;

/** The highest compression ratio of a large document. */
const RATIO = 250;

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, G: 1e9 };
const LARGEST = 2e9;
const FLAG = '--max-document-size';

/** Bytes of a size such as `256MB`. @throws FlaretallyError E_SIZE */
export function documentSize(text: string | undefined): number {
  if (text === undefined) return DOCUMENT_SIZE;
  const [, digits = '', unit = ''] = /^(\d{1,9})\s*([KMG]?)B?$/i.exec(text.trim()) ?? [];
  const bytes = Number(digits) * (UNITS[unit.toUpperCase()] ?? 1);
  if (digits !== '' && bytes > 0 && bytes <= LARGEST) return bytes;
  throw usageError('E_SIZE', `"${text}" is not a document size`, 'write 256MB; at most 2GB');
}

/** The limit of a text that is read whole, in bytes. */
export function textSize(most: number): number {
  return Math.floor(most / TEXT_SHARE);
}

/** The limit of an answer whose rows stand in lines, in bytes. */
export function sizeInLines(most: number): number {
  return Math.min(most * TIMES_IN_LINES, LARGEST);
}

/**
 * @param limit bytes that it may have, if not `most`
 * @throws FlaretallyError E_DOCUMENT_SIZE if a document is too large or compressed too much
 */
export function requireSmall(
  path: string,
  size: number,
  bytes: number,
  most: number,
  limit = most,
): void {
  if (size > limit) throw tooLarge(path, `it has more than ${mega(limit)}`, most);
  if (size <= textSize(most) || size <= bytes * RATIO) return;
  const why = `${mega(bytes)} unpack to more than ${mega(bytes * RATIO)}, which is suspicious`;
  throw tooLarge(path, why, most);
}

/**
 * @param line the line for which it must be read whole, if that is known
 * @throws FlaretallyError E_DOCUMENT_SIZE if an answer in lines must be read whole for a row
 */
export function requireWholeSize(path: string, size: number, most: number, line?: number): void {
  if (size <= most) return;
  const row =
    line === undefined
      ? 'a row of it is unlike the others, two rows are of one group, or its lines end unalike'
      : `line ${line} of it is unlike the others, or of a group that another line has`;
  const why = `${row}, so that it must be read whole, and it has more than ${mega(most)}`;
  throw tooLarge(path, why, most);
}

/** E_DOCUMENT_SIZE, with the flag that raises the limit. */
export function tooLarge(path: string, why: string, most: number): FlaretallyError {
  const more = mega(Math.min(most * 8, LARGEST), '');
  return new FlaretallyError({
    code: 'E_DOCUMENT_SIZE',
    what: `${path} exceeds the size limit of a document`,
    why: `${why}; ${FLAG} is ${mega(most)}`,
    fix: `if the file is right, raise the limit with ${FLAG} ${more}`,
    exit: EXIT.failed,
  });
}

/** A size for people; in kilobytes below a megabyte. */
export function mega(bytes: number, blank = ' '): string {
  if (bytes >= 1e6) return `${Math.round(bytes / 1e5) / 10}${blank}MB`;
  return `${Math.ceil(bytes / 1e3)}${blank}kB`;
}
