import { EXIT, type ExitCode, FlaretallyError } from '../errors.ts';
import { readName } from './exact-path.ts';

/** What a file is read as: the error code and the text if nothing more is known. */
export interface Reading {
  code: string;
  /** Completes "FILE ...": `is not a readable CSV`. */
  is: string;
  fix: string;
  exit?: ExitCode;
}

/** Problems that DuckDB's messages tell apart, for files of any kind. */
const KNOWN: readonly (Reading & { says: RegExp })[] = [
  {
    says: /unicode|utf-?8|not.*encod/i,
    code: 'E_FILE_ENCODING',
    is: 'is not UTF-8',
    fix: 'convert it, e.g. iconv -f WINDOWS-1252 -t UTF-8 FILE; nothing was loaded',
  },
  {
    says: /maximum[_ ](object[_ ]size|line size)|line size .*exceed|buffer size/i,
    code: 'E_FILE_LINE',
    is: 'has a line or record that is too long',
    fix: 'a line may have 16 MiB; is a line break or a quote missing? nothing was loaded',
  },
  {
    says: /not a GZIP stream/i,
    code: 'E_GZIP',
    is: 'is damaged: other bytes follow its gzip data',
    fix: 'unpack it (gzip -dc) and give what it held, or fetch it again; nothing of it was loaded',
  },
  {
    says: /gzip|zstd|snappy|decompress|inflate|unzip/i,
    code: 'E_FILE_DAMAGED',
    is: 'is cut off or damaged',
    fix: 'fetch the file again; nothing of it was loaded',
  },
];

/**
 * Turns DuckDB's error about a file into ours: which file, why, what to do. The SQL of the reader
 * is left out, because it is not the user's. Errors of memory, disk and installation stay as they
 * are.
 */
export function readError(cause: unknown, path: string, reading: Reading): FlaretallyError {
  if (cause instanceof FlaretallyError && cause.code !== 'E_SQL') return cause;
  const said = cause instanceof FlaretallyError ? (cause.why ?? cause.message) : String(cause);
  const { code, is, fix } = KNOWN.find(({ says }) => says.test(said)) ?? reading;
  const exit = reading.exit ?? EXIT.failed;
  return new FlaretallyError(
    { code, what: `${path} ${is}`, why: whyOf(said.replaceAll(readName(path), path)), fix, exit },
    { cause },
  );
}

/** The message without its class, the statement, and settings that the user cannot change. */
function whyOf(said: string): string {
  const lines = said.split('\n');
  const end = lines.findIndex((line) => /^(LINE \d+:|\s*$|Possible |\s*\* )/.test(line));
  const text = lines.slice(0, Math.max(end, 1)).join(' ');
  return text
    .replace(/^(?:[A-Z]\w+ )*Error: /, '')
    .replace(/[.,;]?\s+(?:Try|You can|Consider|To ignore)\b.*$/i, '')
    .trim();
}
