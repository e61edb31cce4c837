import type { Database } from '../store/database.ts';
import { insertRows } from '../store/insert.ts';
import type { EstimateInput } from './estimate-file.ts';

/** Inserts the input of an estimate into `raw` and `params`, as the account `label`. */
export async function fillEstimate(db: Database, label: string, input: EstimateInput) {
  const account = label;
  await insertRows(db, 'params.accounts', [{ account, plan: input.plan }]);
  await insertRows(db, 'params.stated_periods', [{ account, ...input.period }]);
  await insertRows(
    db,
    'raw.given_quantities',
    Object.entries(input.usage).map(([sku, quantity]) => ({ account, sku, quantity })),
  );
  await insertRows(
    db,
    'raw.given_meters',
    Object.entries(input.meters).map(([meter, total]) => ({ account, meter, total })),
  );
  const groups = input.workload.map((group, i) => ({ account, group_number: i + 1, ...group }));
  await insertRows(
    db,
    'raw.workloads',
    groups.map(({ kv_reads: _reads, kv_writes: _writes, ...group }) => group),
  );
  await insertRows(
    db,
    'raw.workload_operations',
    groups.flatMap((group) =>
      [...group.kv_reads.map(named('read')), ...group.kv_writes.map(named('write'))].map(
        ({ operation, count, kb }, i) => ({
          account,
          group_number: group.group_number,
          operation,
          operation_number: i + 1,
          operation_count: count,
          kb,
        }),
      ),
    ),
  );
  await insertRows(
    db,
    'raw.alternatives',
    input.other.map((other) => ({ account, ...other })),
  );
}

function named(operation: 'read' | 'write') {
  return (item: { count: string; kb: string }) => ({ ...item, operation });
}
