import type { Io } from './io.ts';

/**
 * Whether a stream may have ANSI colours. NO_COLOR (any text) comes before FORCE_COLOR (any text
 * but 0 or false), which comes before TERM=dumb. Without these a terminal may and a pipe may not.
 * An empty variable counts as unset, as on no-color.org.
 */
export function wantsColour(isTty: boolean, env: Io['env']): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return !['0', 'false'].includes(env.FORCE_COLOR);
  return isTty && env.TERM !== 'dumb';
}

/**
 * Width of a table in characters, or undefined for no limit. A pipe has no width of its own. There
 * COLUMNS counts, because somebody must have exported it on purpose.
 */
export function tableWidth(io: Pick<Io, 'isStdoutTty' | 'columns' | 'env'>): number | undefined {
  if (io.isStdoutTty) return io.columns;
  const columns = io.env.COLUMNS ?? '';
  return /^[1-9]\d*$/.test(columns) ? Number(columns) : undefined;
}
