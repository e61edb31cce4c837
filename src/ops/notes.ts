import { EXIT, FlaretallyError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { hasOps } from './schema.ts';
import { type OpsView, opsViews } from './views.ts';

/** The views with sentences about periods, and the table of `ops` without which each is empty. */
const NEEDS = {
  period_notes: 'closes',
  late_notes: 'closes',
  lost_notes: 'lost_inputs',
} as const satisfies Partial<Record<OpsView, string>>;

/** Of a period whose rows were pruned: whether a close keeps what it came to. */
export type PrunedAs = 'closed' | 'lost';

interface Note {
  view: keyof typeof NEEDS;
  says: string;
}

interface OfPeriod {
  account: string;
  period_id: string;
}

/** Sentences, and whether rows of what they are about were pruned. */
interface Told {
  says: string[];
  pruned: PrunedAs | undefined;
}

/** Sentences about closes for a page of a period. */
export async function closeNotes(db: Database, period: OfPeriod): Promise<Told> {
  return told(await notesOf(db, ['period_notes', 'late_notes', 'lost_notes'], period));
}

/** Sentences about periods whose rows were pruned, about one or about all. */
export async function pruneNotes(db: Database, period?: OfPeriod): Promise<Told> {
  return told(await notesOf(db, ['late_notes', 'lost_notes'], period));
}

function told(notes: readonly Note[]): Told {
  return { says: notes.map(({ says }) => says), pruned: prunedBy(notes) };
}

function prunedBy(notes: readonly Note[]): PrunedAs | undefined {
  if (notes.some(({ view }) => view === 'late_notes')) return 'closed';
  return notes.some(({ view }) => view === 'lost_notes') ? 'lost' : undefined;
}

/**
 * Refuses a period whose rows were pruned: what is left would give every dollar to nobody.
 * @param lost what would be computed of the rows
 * @throws FlaretallyError E_PERIOD_PRUNED
 */
export async function refusePruned(
  db: Database,
  period: OfPeriod,
  lost = 'its tenants',
): Promise<void> {
  const notes = await notesOf(db, ['late_notes', 'lost_notes'], period);
  const pruned = prunedBy(notes);
  if (pruned === undefined) return;
  const { period_id: began } = period;
  throw new FlaretallyError({
    code: 'E_PERIOD_PRUNED',
    what: `the rows of the period ${began} were pruned: ${lost} can no longer be computed`,
    why: notes.map(({ says }) => says).join('; '),
    fix:
      pruned === 'closed'
        ? `flaretally close show ${began.slice(0, 7)} prints what was closed, tenants included`
        : 'load its files again: flaretally sql "from ops.lost_inputs" names them',
    exit: EXIT.incomplete,
  });
}

async function notesOf(
  db: Database,
  wanted: readonly Note['view'][],
  { account, period_id }: Partial<OfPeriod> = {},
): Promise<Note[]> {
  const views: Note['view'][] = [];
  for (const view of wanted) if (await hasRows(db, NEEDS[view])) views.push(view);
  if (views.length === 0) return [];
  await opsViews(db, ...views);
  const all = views.map((view) => `select '${view}' as view, * from ${view}`);
  return db.rows<Note>(
    `select view, says from (${all.join(' union all ')})
     where account = coalesce($1, account) and period_id = coalesce($2, period_id) order by says`,
    [account ?? null, period_id ?? null],
  );
}

async function hasRows(db: Database, table: string): Promise<boolean> {
  if (!(await hasOps(db, table))) return false;
  return (await db.rows(`select 1 from ops.${table} limit 1`)).length > 0;
}
