import { EXIT, FlaretallyError } from '../errors.ts';

/** A mistake in the configuration file: exit 2. `what` and `why` never quote a secret. */
export function configError(
  code: 'E_CONFIG' | 'E_CONFIG_MISSING' | 'E_CONFIG_SECRET',
  what: string,
  why: string | undefined,
  fix: string,
): FlaretallyError {
  const reason = why === undefined ? {} : { why };
  return new FlaretallyError({ code, what, ...reason, fix, exit: EXIT.usage });
}
