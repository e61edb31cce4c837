import { EXIT, FlaretallyError } from './errors.ts';
import { adviceFor } from './sources/advice.ts';
import { detect, KINDS, type Kind, kindUnknown } from './sources/detect.ts';
import { type InputFile, measure } from './sources/files.ts';

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
    what: `the folder ${paths.join(', ')} holds nothing that can be loaded`,
    why: `${names.length} file(s) are nothing Flaretally knows: ${names.slice(0, 5).join(', ')}`,
    fix: `say what they are with --kind ${KINDS.join('|')}`,
    exit: EXIT.usage,
  });
}

/**
 * What each file is; documents, unlike logs, are decompressed whole before they are read.
 * @param said what the person says that all are
 * @throws FlaretallyError E_KIND_UNKNOWN for a file that was named itself, E_GZIP
 */
export async function kindsOf(
  files: readonly InputFile[],
  said: { kind?: Kind | undefined },
): Promise<Map<InputFile, Kind | undefined>> {
  const kinds = new Map<InputFile, Kind | undefined>();
  for (const file of files) {
    const kind = kindOf(file, said);
    kinds.set(isLog(kind) ? file : await measure(file), kind);
  }
  return kinds;
}

/** Whether a file holds events of logs, of which there may be more than fit in memory. */
export function isLog(kind: Kind | undefined): boolean {
  return kind === 'logpush' || kind === 'tail';
}

function kindOf(file: InputFile, { kind }: { kind?: Kind | undefined }): Kind | undefined {
  const found = kind ?? detect(file);
  if (found === undefined && file.isNamed) throw kindUnknown(file);
  if (isLog(kind) && adviceFor(file)) throw kindUnknown(file);
  return found;
}
