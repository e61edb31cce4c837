import { EXIT, FlaretallyError } from '../errors.ts';

/** What one examination found. */
export interface Line {
  /** What was examined, in a word or two. */
  check: string;
  status: 'ok' | 'warn' | 'fail';
  says: string;
  /** What to do about it. */
  fix?: string;
  /** Whether Cloudflare refused the token. */
  isDenied?: boolean;
}

export const ok = (check: string, says: string): Line => ({ check, status: 'ok', says });

/** Something that works now and will not always. */
export const warn = (check: string, says: string, fix: string): Line => {
  return { check, status: 'warn', says, fix };
};

export const fail = (check: string, says: string, fix: string): Line => {
  return { check, status: 'fail', says, fix };
};

/** The line for an error of an examination. An error that no person can act on is thrown again. */
export function failed(check: string, error: unknown): Line {
  if (!(error instanceof FlaretallyError) || error.exit === EXIT.interrupted) throw error;
  const { message, why, fix = 'see the reason' } = error;
  const says = why === undefined ? message : `${message}: ${why}`;
  const line = fail(check, says.replaceAll('\n', '; '), fix);
  return error.exit === EXIT.unauthorised ? { ...line, isDenied: true } : line;
}

/** The lines of an examination, or the one that says why it could not be made. */
export async function examine(
  check: string,
  work: () => Line[] | Promise<Line[]>,
): Promise<Line[]> {
  try {
    return await work();
  } catch (error) {
    return [failed(check, error)];
  }
}
