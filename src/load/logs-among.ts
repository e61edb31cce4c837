import { usageError } from '../errors.ts';
import { KIND_SAYS, type Kind } from '../sources/detect.ts';
import type { InputFile } from '../sources/files.ts';

/** A file that is no log, with its kind if that is known. */
export interface LeftOut {
  path: string;
  kind: Kind | undefined;
}

type LogKind = 'logpush' | 'tail';

/**
 * The log files among those that were found, each content once, and what is no log.
 * @throws FlaretallyError E_SUMMARIZE_KIND for another file that was named itself, or if there is
 *   no log, E_SUMMARIZE_MIXED for logs of Logpush and of Tail Workers together
 */
export function logsAmong(kinds: ReadonlyMap<InputFile, Kind | undefined>): {
  files: Map<InputFile, LogKind>;
  leftOut: LeftOut[];
} {
  const files = new Map<InputFile, LogKind>();
  const leftOut: LeftOut[] = [];
  const seen = new Set<string>();
  for (const [file, kind] of kinds) {
    if (kind !== 'logpush' && kind !== 'tail') {
      if (file.isNamed) throw noLog(file.path, kind);
      leftOut.push({ path: file.path, kind });
    } else if (!seen.has(file.digest)) files.set(file, kind);
    seen.add(file.digest);
  }
  const [first] = leftOut;
  if (files.size === 0 && first) throw noLog(first.path, first.kind);
  if (new Set(files.values()).size > 1)
    throw usageError(
      'E_SUMMARIZE_MIXED',
      `the files are ${KIND_SAYS.logpush} and ${KIND_SAYS.tail}`,
      'summarize each kind into a file of its own',
    );
  return { files, leftOut };
}

function noLog(path: string, kind: Kind | undefined) {
  const says = kind === undefined ? '' : `: it has ${KIND_SAYS[kind]}`;
  const fix =
    kind === 'log_partials' || kind === 'logpush_job'
      ? 'give it to flaretally load, beside the partial sums'
      : 'give files of Logpush or of a Tail Worker';
  return usageError('E_SUMMARIZE_KIND', `${path} is no log${says}`, fix);
}
