import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import { adviceFor } from '../sources/advice.ts';
import { detect, KIND_SAYS, KINDS, type Kind, kindUnknown } from '../sources/detect.ts';
import { DOCUMENT_SIZE } from '../sources/document-size.ts';
import { type InputFile, inspect } from '../sources/files.ts';
import { requireNarrow } from '../sources/head.ts';
import type { Found } from '../sources/inputs/found.ts';
import { measure } from '../sources/measure.ts';
import { zstdSize } from '../sources/zstd.ts';

/**
 * @throws FlaretallyError E_FOLDER_EMPTY when no file is of a known kind, E_KIND_UNKNOWN with the
 *   command that converts one of them
 */
export function requireLoadable(
  paths: readonly string[],
  kinds: ReadonlyMap<InputFile, Kind | undefined>,
): void {
  if ([...kinds.values()].some((kind) => kind !== undefined)) return;
  for (const file of kinds.keys()) if (adviceFor(file)) throw kindUnknown(file);
  const names = [...kinds.keys()].map(({ path }) => path);
  throw new FlaretallyError({
    code: 'E_FOLDER_EMPTY',
    what: `the folder ${paths.join(', ')} holds no file that can be loaded`,
    why: `Flaretally does not recognise ${names.length} file(s): ${names.slice(0, 5).join(', ')}`,
    fix: `state their kind with --kind ${KINDS.join('|')}`,
    exit: EXIT.usage,
  });
}

/** One by one, because the first bytes of thousands of files would take much memory. */
export async function* inspected(found: readonly Found[]): AsyncGenerator<InputFile> {
  for (const { path, isNamed } of found) yield inspect(path, isNamed);
}

/**
 * The kind of each file. Documents, unlike logs, are decompressed whole before they are read.
 * @param said the kind that the person gave for all files
 * @throws FlaretallyError E_KIND_UNKNOWN for a file that was named itself, E_KIND_FORMAT, E_GZIP,
 *   E_DOCUMENT_SIZE
 */
export async function kindsOf(
  files: Iterable<InputFile> | AsyncIterable<InputFile>,
  said: { kind?: Kind | undefined; documentBytes?: number | undefined },
): Promise<Map<InputFile, Kind | undefined>> {
  const kinds = new Map<InputFile, Kind | undefined>();
  for await (const file of files) {
    requireNarrow(file);
    // A file without recognisable content may be truncated before its first block ends.
    if (file.compression === 'zstd' && file.head === '') zstdSize(file);
    const kind = kindOf(file, said);
    const isStreamed = kind === undefined || LOGS.includes(kind);
    if (!isStreamed && file.columns) throw isParquet(file.path, kind);
    kinds.set(isStreamed ? file : await measure(file, said.documentBytes ?? DOCUMENT_SIZE), kind);
  }
  return kinds;
}

function isParquet(path: string, kind: Kind) {
  return usageError(
    'E_KIND_FORMAT',
    `${path} is Parquet, which only logs may be`,
    `give ${KIND_SAYS[kind]} as text`,
  );
}

/**
 * Kinds of files that replace the previous one as a whole: a part of one would be worse than the
 * previous.
 */
export const LISTS: readonly Kind[] = ['tenants', 'classes', 'policies', 'prices', 'budgets'];

/** Kinds of files with log events, or with their sums. */
export const LOGS: readonly Kind[] = ['logpush', 'tail', 'log_partials'];

/** Whether a file has log events, of which there may be more than fit in memory. */
export function isLog(kind: Kind | undefined): boolean {
  return kind === 'logpush' || kind === 'tail';
}

function kindOf(file: InputFile, { kind }: { kind?: Kind | undefined }): Kind | undefined {
  const found = kind ?? detect(file);
  if (found === undefined && file.isNamed) throw kindUnknown(file);
  if (isLog(kind) && adviceFor(file)) throw kindUnknown(file);
  return found;
}
