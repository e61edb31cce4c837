import { EXIT, FlaretallyError } from '../errors.ts';
import { readError } from '../store/read-error.ts';

const REFETCH = 'fetch the file again; nothing of it was loaded';

/** zlib's error for data after the end of the gzip stream. */
const TRAILING = 'incorrect header check';

/** An error of reading a file, in our words. */
export function unreadable(path: string, cause: Error): FlaretallyError {
  if (cause instanceof FlaretallyError) {
    return readError(cause, path, {
      code: 'E_FILE_DAMAGED',
      is: 'is cut off or damaged',
      fix: REFETCH,
    });
  }
  const isZlib = (cause as NodeJS.ErrnoException).code?.startsWith('Z_');
  return new FlaretallyError(
    {
      code: isZlib ? 'E_GZIP' : 'E_FILE_UNREADABLE',
      what: isZlib
        ? `${path} is incomplete: its gzip data ends early or is damaged`
        : `${path} cannot be read`,
      why: cause.message === TRAILING ? 'other bytes follow its gzip data' : cause.message,
      fix: isZlib ? REFETCH : 'check its permissions',
      exit: EXIT.failed,
    },
    { cause },
  );
}

/** The error for an incomplete Parquet or zstd file, found by its reader or by its blocks. */
export function damaged(path: string, why: string): FlaretallyError {
  return new FlaretallyError({
    code: 'E_FILE_DAMAGED',
    what: `${path} is cut off or damaged`,
    why,
    fix: REFETCH,
    exit: EXIT.failed,
  });
}
