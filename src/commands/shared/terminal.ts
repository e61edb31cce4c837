import type { Io } from './io.ts';

/**
 * Whether a stream may carry ANSI colour. NO_COLOR (any text) beats FORCE_COLOR (any text but 0 or
 * false), which beats TERM=dumb; otherwise a terminal may and a pipe may not. An empty variable
 * counts as unset, as no-color.org has it.
 */
export function wantsColour(isTty: boolean, env: Io['env']): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return !['0', 'false'].includes(env.FORCE_COLOR);
  return isTty && env.TERM !== 'dumb';
}

/**
 * Character cells a table may take, or undefined for as many as it needs. A pipe has no width of
 * its own; there COLUMNS is heard, because somebody must have exported it on purpose.
 */
export function tableWidth(io: Pick<Io, 'isStdoutTty' | 'columns' | 'env'>): number | undefined {
  if (io.isStdoutTty) return io.columns;
  const columns = io.env.COLUMNS ?? '';
  return /^[1-9]\d*$/.test(columns) ? Number(columns) : undefined;
}
