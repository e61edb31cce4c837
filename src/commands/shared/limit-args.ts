import { usageError } from '../../errors.ts';
import { milliseconds } from './milliseconds.ts';
import type { ArgSpecs } from './spec.ts';

/** For commands that run statements of a person. */
export const limitArgs = {
  'max-time': {
    type: 'string',
    valueHint: 'TIME',
    description: 'a statement that DuckDB works on for longer is stopped: 30s, 5m, 2h, none',
    default: '10m',
  },
  'max-memory': {
    type: 'string',
    valueHint: 'SIZE',
    description: 'memory of a statement, such as 500MB or 8GB; at most 80 % of the machine',
    default: '4GB',
  },
  'max-rows': {
    type: 'string',
    valueHint: 'N',
    description: 'rows that are printed, or all; by default 200 on a terminal and all in a pipe',
  },
} as const satisfies ArgSpecs;

export interface Limits {
  maxMs: number | undefined;
  maxMemory: string;
  maxRows: number | undefined;
}

/** The flags as values. @throws FlaretallyError E_DURATION, E_SIZE, E_ROWS */
export function limitsOf(args: {
  maxTime: string;
  maxMemory: string;
  maxRows: string | undefined;
}): Limits {
  const { maxTime, maxMemory, maxRows } = args;
  if (!/^[1-9]\d{0,6} ?[KMGT]i?B$/i.test(maxMemory))
    throw usageError('E_SIZE', `--max-memory "${maxMemory}" is no size`, 'write 500MB or 8GB');
  return {
    maxMs: maxTime === 'none' ? undefined : milliseconds('--max-time', maxTime, ', or none'),
    maxMemory,
    maxRows: maxRows === undefined ? undefined : rowsOf('--max-rows', maxRows),
  };
}

/** `200` or `all`. @throws FlaretallyError E_ROWS */
export function rowsOf(owner: string, text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw usageError('E_ROWS', `${owner} "${text}" is no number of rows`, 'write 1000, or all');
}
