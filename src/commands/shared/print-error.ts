import { inspect } from 'node:util';
import { EXIT, type ExitCode, FlaretallyError } from '../../errors.ts';
import { orDiskFull } from '../../store/database-error.ts';
import { redact } from '../../words/redact.ts';
import { visible } from '../../words/visible.ts';
import type { Io } from './io.ts';

/** Prints an error to stderr in its three parts and returns its exit code. */
export function printError(
  thrown: unknown,
  io: Pick<Io, 'stderr' | 'env'>,
  asJson: boolean,
): ExitCode {
  const error = orDiskFull(thrown);
  const known = error instanceof FlaretallyError ? error : bug(error);
  const stack = io.env.FLARETALLY_DEBUG === '1' ? inspect(error, { colors: false }) : undefined;
  const text = asJson ? envelope(known, stack) : threeParts(known, stack);
  io.stderr.write(redact(text, io.env));
  return known.exit;
}

/** Whether `--format json` was typed. The guard is not used, because it may be what failed. */
export function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  return words.some(
    (word, i) => word === '--format=json' || (word === '--format' && words[i + 1] === 'json'),
  );
}

/** Any error other than a `FlaretallyError` is a bug of ours. */
function bug(error: unknown): FlaretallyError {
  return new FlaretallyError({
    code: 'E_BUG',
    what: error instanceof Error ? error.message : String(error),
    why: 'this is a bug, please report it',
    fix: 'FLARETALLY_DEBUG=1 shows where it happened; add that to the report',
    exit: EXIT.failed,
  });
}

function threeParts(error: FlaretallyError, stack: string | undefined): string {
  const parts = [part(`error ${error.code}: `, error.message)];
  if (error.why !== undefined) parts.push(part('  why: ', error.why));
  if (error.fix !== undefined) parts.push(part('  do:  ', error.fix));
  if (stack !== undefined) parts.push(stack);
  return `${parts.join('\n')}\n`;
}

/** A message may contain data, whose characters must not control the terminal. */
function part(label: string, text: string): string {
  return label + text.trimEnd().split('\n').map(visible).join('\n       ');
}

function envelope(error: FlaretallyError, stack: string | undefined): string {
  const { code, message, why = null, fix = null } = error;
  const debug = stack === undefined ? {} : { stack };
  return `${JSON.stringify({ error: { code, message, why, fix, ...debug } })}\n`;
}
