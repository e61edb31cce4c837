import { FlaretallyError } from '../../errors.ts';
import type { Found } from './found.ts';

/** Files that were read as copies. */
export function copiesOf(found: readonly Found[]): Found[] {
  return found.filter(({ path, says }) => path !== says);
}

/**
 * Replaces the name of a copy in an error by its source, because the user does not know the copy.
 */
export function inOwnWords(error: unknown, found: readonly Found[]): unknown {
  if (!(error instanceof FlaretallyError)) return error;
  const { code, exit } = error;
  const renamed = (text: string) =>
    copiesOf(found).reduce((kept, { path, says }) => kept.replaceAll(path, says), text);
  return new FlaretallyError(
    {
      code,
      exit,
      what: renamed(error.message),
      ...(error.why === undefined ? {} : { why: renamed(error.why) }),
      ...(error.fix === undefined ? {} : { fix: renamed(error.fix) }),
    },
    { cause: error },
  );
}
