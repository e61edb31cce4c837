import type { Database } from '../../store/database.ts';
import { reusingBlocks } from '../../store/freed-blocks.ts';
import type { ResolvedRule } from '../order.ts';
import { Calendar } from './calendar.ts';
import { Columns } from './columns.ts';
import { Parts } from './parts.ts';

/** How many rows of answers usage is computed from at once. More takes memory, less takes time. */
export const ROWS_AT_ONCE = 600_000;

/** The shared state of one build. */
export interface BuildContext {
  db: Database;
  parts: Parts;
  columns: Columns;
  /** Relations that this build has already brought up to date. */
  done: Set<string>;
  /** The calendar of the periods and answers that are known so far. */
  calendar: () => Promise<Calendar>;
  rowsAtOnce: number;
  /** Relations that were made without comments, which are written at the end. */
  uncommented: ResolvedRule[];
  /** Tables that have never had a row. */
  empty: ReadonlySet<string>;
  /** To be called after a table that had rows is replaced. */
  replaced: () => Promise<void>;
}

export async function contextOf(
  db: Database,
  rules: readonly ResolvedRule[],
  empty: ReadonlySet<string>,
  rowsAtOnce = ROWS_AT_ONCE,
): Promise<BuildContext> {
  const done = new Set<string>();
  const known = ['params.periods', 'staging.captures'] as const;
  let calendar: Promise<Calendar> | undefined;
  let knew = 0;
  return {
    db,
    parts: await Parts.over(db, rules, empty),
    columns: new Columns(db),
    done,
    rowsAtOnce,
    uncommented: [],
    empty,
    replaced: reusingBlocks(db),
    calendar: () => {
      const knows = known.filter((relation) => done.has(relation)).length;
      if (!calendar || knows > knew) calendar = Calendar.read(db, done);
      knew = knows;
      return calendar;
    },
  };
}
