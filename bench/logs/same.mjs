// Whether the yardstick and `load` came to the same answer: row by row, by names.
import { DuckDBInstance } from '@duckdb/node-api';

/** Each part of the answer, as the two databases hold it. */
const PARTS = {
  hours: {
    bare: `select make_timestamp(hour * 3600000000), script, entrypoint,
        nullif(dispatch_namespace, ''), object_id, coalesce(k.kind, h.kind), outcome, events, wall_ms,
        cpu_ms
      from bare.hours as h left join bare.objects using (object)
      left join house.ref.log_kinds as k on h.kind in (k.event_type, k.kind)`,
    house: `select hour_at, script, entrypoint, dispatch_namespace, object_id, kind, outcome, events,
        wall_ms, cpu_ms
      from house.staging.log_hours left join house.raw.log_objects using (object_key)
      where script <> 'before'`,
  },
  lines: {
    bare: `select make_timestamp(hour * 3600000000), script, class, tenant, object_id, line_kind, lines,
        rr, rw, db
      from bare.lines left join bare.objects using (object)`,
    house: `select hour_at, script, class, tenant, object_id, kind, lines, rows_read, rows_written,
        database_bytes
      from house.staging.log_usage_hours left join house.raw.log_objects using (object_key)`,
  },
  islands: {
    bare: `select object_id, script, entrypoint, is_upgrade, starts_ms, ends_ms
      from bare.islands join bare.objects using (object)`,
    house: `select object_id, script, entrypoint, is_upgrade, starts_ms, ends_ms
      from house.staging.log_intervals join house.raw.log_objects using (object_key)`,
  },
};

/** @throws Error naming the first row of a part that only one of the two has */
export async function requireSame(bare, house) {
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  await db.run(`attach '${bare}' as bare (read_only); attach '${house}' as house (read_only);
    use house`);
  for (const [part, { bare: own, house: other }] of Object.entries(PARTS)) {
    const found = await db.runAndReadAll(`with a as (${own}), b as (${other})
      (select 'yardstick alone' as who, * from (from a except all from b) limit 1)
      union all (select 'load alone', * from (from b except all from a) limit 1)`);
    const [odd] = found.getRowsJson();
    if (odd) throw new Error(`${part} differ: ${JSON.stringify(odd)}`);
  }
  db.closeSync();
}
