import { type FlaretallyError, usageError } from '../../errors.ts';
import { closest } from '../../words/suggest.ts';
import type { Guarded } from './spec.ts';

const SECRET = /token|secret|password|api-?key/i;

/** The error for a flag nobody declared, with the likeliest way out. Never repeats its value. */
export function unknownFlag(
  command: Guarded,
  typed: string,
  forms: readonly string[],
): FlaretallyError {
  const help = `flaretally ${command.name} --help lists its flags`;
  return usageError('E_FLAG_UNKNOWN', `${command.name} has no flag ${typed}`, hint() ?? help);

  function hint(): string | undefined {
    if (SECRET.test(typed))
      return 'secrets are read from the environment: export CLOUDFLARE_API_TOKEN';
    const positive = typed.replace(/^--no-/, '--');
    if (positive !== typed && forms.includes(positive))
      return `${positive} takes a value: leave it out instead`;
    const near = closest(typed, [...forms, '--help']);
    return near === undefined ? undefined : `did you mean ${near}?`;
  }
}
