import { usageError } from '../../errors.ts';
import { foresee, rowsOf } from '../../foresight.ts';
import { type Period, parsePeriod } from '../../period.ts';
import type { RowSet } from '../../words/rows.ts';
import { visible } from '../../words/visible.ts';
import { accountArgs, dbArgs, pageFormatArgs, queriesArgs } from './args.ts';
import { now } from './clock.ts';
import { halfOpenDays } from './days.ts';
import type { Io } from './io.ts';
import type { ArgSpecs } from './spec.ts';

/** Flags of the commands that look ahead. */
export const foresightArgs = {
  period: {
    type: 'positional',
    required: false,
    valueHint: 'PERIOD',
    description:
      'billing period: 2026-10 starts in that month, last is the newest that has ended, current ' +
      'the running one; default: the newest with usage',
  },
  on: {
    type: 'string',
    valueHint: 'DAY',
    description: 'as of the start of a day: what it and later days show is not looked at',
  },
  ...dbArgs,
  ...accountArgs,
  ...queriesArgs,
  ...pageFormatArgs,
  json: { type: 'boolean', description: 'the same as --format json' },
} as const satisfies ArgSpecs;

/** The values of these flags. */
export interface ForesightArgs {
  period?: string | undefined;
  on?: string | undefined;
  db: string;
  account?: string | undefined;
  queries?: string | undefined;
}

/** What a command that looks ahead has computed. */
export interface Foreseen {
  period: Period;
  rows: Readonly<Record<string, RowSet>>;
  /** How far each meter of the period is known. */
  meters: RowSet;
}

/**
 * Computes what a command that looks ahead prints, by the names of reports.
 * @throws FlaretallyError E_PERIOD_SYNTAX, E_DAY, E_FORESIGHT_DAY
 */
export function foreseen(
  reports: readonly string[],
  args: ForesightArgs,
  { env, stderr, signal }: Io,
  worth?: string,
): Promise<Foreseen> {
  const options = {
    ...{ db: args.db, account: args.account, queries: args.queries },
    period: args.period === undefined ? undefined : parsePeriod(args.period),
    on: args.on === undefined ? undefined : dayOf(args.on),
    worth,
    now: now(env),
    say: (line: string) => stderr.write(`${visible(line)}\n`),
    signal,
  };
  return foresee(reports, options, async (db, period) => {
    const rows: Record<string, RowSet> = {};
    for (const name of reports) rows[name] = await rowsOf(db, name, period);
    return { period, rows, meters: await rowsOf(db, 'meter_coverage', period) };
  });
}

function dayOf(typed: string): string {
  if (!typed.includes('..')) return halfOpenDays(typed).fromOn;
  throw usageError('E_FORESIGHT_DAY', `--on "${typed}" is not one day`, 'write 2026-10-17');
}
