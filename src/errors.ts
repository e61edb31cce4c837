/** Exit codes of the program; of several, the first of 2, 4, 1, 5, 3 wins (see `worstExit`). */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  variance: 3,
  unauthorised: 4,
  incomplete: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The order in which one exit code comes before another: a usage error before a variance. */
const PRECEDENCE: readonly ExitCode[] = [
  EXIT.usage,
  EXIT.unauthorised,
  EXIT.failed,
  EXIT.incomplete,
  EXIT.variance,
];

export function worstExit(codes: readonly ExitCode[]): ExitCode {
  return PRECEDENCE.find((code) => codes.includes(code)) ?? EXIT.ok;
}

/** The parts of an error: what happened, why, and what to do, with a stable code. */
export interface ErrorParts {
  /** Stable name, e.g. `E_DB_LOCKED`. */
  code: string;
  /** One sentence: what went wrong. */
  what: string;
  /** Why it went wrong: the file, row or value. */
  why?: string;
  /** What the person can do about it. */
  fix?: string;
  exit?: ExitCode;
}

/** An error that a person can act on: printed without a stack. Any other error is a bug of ours. */
export class FlaretallyError extends Error {
  readonly code: string;
  readonly why: string | undefined;
  readonly fix: string | undefined;
  readonly exit: ExitCode;

  constructor(parts: ErrorParts, options?: ErrorOptions) {
    super(parts.what, options);
    this.name = 'FlaretallyError';
    this.code = parts.code;
    this.why = parts.why;
    this.fix = parts.fix;
    this.exit = parts.exit ?? EXIT.failed;
  }
}

/** A mistake in the command line or in a configuration: exit 2. */
export function usageError(code: string, what: string, fix?: string): FlaretallyError {
  return new FlaretallyError({
    code,
    what,
    ...(fix === undefined ? {} : { fix }),
    exit: EXIT.usage,
  });
}
