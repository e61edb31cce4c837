// After each build of a database that is to be published: breaks are followed up, and what moved
// in a closed period becomes a correction.
import type { Database } from '../store/database.ts';
import { ensureOps } from './schema.ts';
import { opsViews } from './views.ts';

/** Why relations may differ from before. */
export interface Cause {
  /** `rules`: the inputs are the same. What they change of a closed period is no correction. */
  by: 'inputs' | 'rules';
  /** In words: a command, for changes that no new file explains. */
  says: string;
  /** Files that were loaded, by their digests. */
  loads?: readonly string[];
}

/** Runs in a `compute` step after the build. */
export async function carry(db: Database, cause: Cause): Promise<void> {
  await ensureOps(db);
  await carryBreaks(db);
  const [close] = await db.rows('select 1 from ops.closes limit 1');
  if (close) await addCorrections(db, cause);
}

/** Whether lines differ now or did before. If not, the causes of differences need not be read. */
const HAS_BREAKS = `
  select 1 from ops.breaks
  union all
  select 1 from reconcile.lines
  where status = 'unpriced' or (variance_usd <> 0 and not is_tolerated) limit 1`;

async function carryBreaks(db: Database): Promise<void> {
  const [any] = await db.rows(HAS_BREAKS);
  if (!any) return;
  await opsViews(db, 'next_breaks');
  await db.run(
    `create or replace temp table coming_breaks as from next_breaks;
     update ops.breaks as b set
       state = n.state, last_seen_at = n.last_seen_at, usd = n.usd, name = n.name,
       cause = n.cause, says = n.says
     from coming_breaks as n where n.break_id = b.break_id;
     insert into ops.breaks by name
       select * exclude (state_before) from coming_breaks where state_before is null;
     insert into ops.break_states
       select n.break_id, coalesce(max(s.change_number), 0) + 1, any_value(c.ran_at),
         any_value(n.state), any_value(n.usd), null
       from coming_breaks as n cross join params.clock as c
       left join ops.break_states as s on s.break_id = n.break_id
       where n.state is distinct from n.state_before group by n.break_id;
     drop table coming_breaks`,
  );
}

async function addCorrections(db: Database, { by, says, loads = [] }: Cause): Promise<void> {
  await db.run(
    `create or replace temp table fresh_loads as
    select unnest($1::json::varchar[]) as load_id`,
    [JSON.stringify(loads)],
  );
  await db.run('create or replace temp table carrying as select $1 as changed_by, $2 as says', [
    by,
    says,
  ]);
  await opsViews(db, 'next_corrections', 'next_charges', 'next_tenants', 'next_late_inputs');
  await db.run(
    `insert into ops.corrections by name from next_corrections;
     insert into ops.charge_corrections by name from next_charges;
     insert into ops.tenant_corrections by name from next_tenants;
     insert or ignore into ops.late_inputs by name from next_late_inputs`,
  );
  await db.run('drop table fresh_loads; drop table carrying');
}
