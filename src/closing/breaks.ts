import { usageError } from '../errors.ts';
import { hasOps } from '../ops/schema.ts';
import { opsViews } from '../ops/views.ts';
import type { PeriodWish } from '../period.ts';
import type { Database } from '../store/database.ts';
import { openPublished } from '../store/readable.ts';
import { closest } from '../words/suggest.ts';
import { type OpsWish, onOps } from './on-ops.ts';

/** A break as people decide about it. */
export interface Break {
  id: string;
  account: string;
  period_id: string;
  line_key: string;
  line: string;
  state: string;
  usd: string | null;
}

/**
 * A break by its name, or by the beginning of it.
 * @throws FlaretallyError E_BREAK_UNKNOWN, E_BREAK_AMBIGUOUS
 */
export async function findBreak(db: Database, name: string): Promise<Break> {
  const all = (await hasOps(db, 'breaks')) ? await breaksOf(db) : [];
  const found = all.filter(({ id }) => id.startsWith(name.toLowerCase()));
  const [first, second] = found;
  if (first && !second) return first;
  const ids = all.map(({ id }) => id);
  if (second) {
    throw usageError(
      'E_BREAK_AMBIGUOUS',
      `the names of ${found.length} breaks begin with "${name}"`,
      `give more characters of one: ${found.map(({ id }) => id).join(', ')}`,
    );
  }
  const near = closest(name, ids);
  throw usageError(
    'E_BREAK_UNKNOWN',
    `there is no break "${name}"`,
    near === undefined ? 'flaretally breaks lists them' : `did you mean ${near}?`,
  );
}

/** The same from a published database, with its period. */
export async function readBreak(
  path: string,
  name: string,
): Promise<Break & { period: PeriodWish }> {
  const db = await openPublished(path);
  try {
    const found = await findBreak(db, name);
    const [days] = await db.rows<{ startsOn: string; endsOn: string }>(
      `select starts_on as "startsOn", ends_on as "endsOn" from params.periods
       where account = $1 and period_id = $2`,
      [found.account, found.period_id],
    );
    return { ...found, period: days ?? { month: found.period_id.slice(0, 7) } };
  } finally {
    db.close();
  }
}

async function breaksOf(db: Database): Promise<Break[]> {
  await opsViews(db, 'open_breaks');
  return db.rows<Break>(
    'select id, account, period_id, line_key, line, state, usd from open_breaks order by id',
  );
}

/**
 * Accepts a break as it is, or states that it is disputed. An accepted break is open again when it
 * grows or changes its sign. Either is resolved when the money agrees.
 * @throws FlaretallyError E_BREAK_UNKNOWN, E_BREAK_AMBIGUOUS, E_BREAK_RESOLVED
 */
export async function decideBreak(
  wish: OpsWish,
  name: string,
  state: 'accepted' | 'disputed',
  reason: string | undefined,
): Promise<Break> {
  return onOps(`flaretally breaks ${state === 'accepted' ? 'accept' : 'dispute'}`, wish, (db) =>
    change(db, name, state, reason ?? null, wish.now),
  );
}

async function change(
  db: Database,
  name: string,
  state: string,
  reason: string | null,
  now: Date,
): Promise<Break> {
  const found = await findBreak(db, name);
  if (found.state === 'resolved') {
    throw usageError(
      'E_BREAK_RESOLVED',
      `the break ${found.id} is resolved: the money agrees`,
      'flaretally breaks lists those that are not',
    );
  }
  await db.run(
    `update ops.breaks set state = $2, reason = $3, accepted_usd = if($2 = 'accepted', usd, null)
     where break_id = $1`,
    [found.id, state, reason],
  );
  await db.run(
    `insert into ops.break_states
     select b.break_id, 1 + (select max(change_number) from ops.break_states where break_id = $1),
       $2::timestamp, b.state, b.usd, b.reason
     from ops.breaks as b where b.break_id = $1`,
    [found.id, now.toISOString().replace('Z', '')],
  );
  return { ...found, state };
}
