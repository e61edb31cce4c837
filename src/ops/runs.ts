import type { OpsTable } from './table.ts';

/** What a run of `flaretally run` was, did, found and told. Times are UTC. */
export const RUN_TABLES = [
  {
    name: 'runs',
    key: ['run_id'],
    says: 'Runs of flaretally run. One without an end was killed; it may also be at work.',
    columns: {
      run_id: 'varchar',
      run_number: 'bigint',
      started_at: 'timestamp',
      ended_at: 'timestamp',
      exit_code: 'integer',
      summary: 'varchar',
      flaretally_version: 'varchar',
      duckdb_version: 'varchar',
      node_version: 'varchar',
      rules_digest: 'varchar',
    },
  },
  {
    name: 'run_steps',
    key: ['run_id', 'step_number'],
    says: 'The steps of a run: how each ended, how long it took, and how many rows it added.',
    columns: {
      run_id: 'varchar',
      step_number: 'integer',
      step: 'varchar',
      outcome: 'varchar',
      exit_code: 'integer',
      started_at: 'timestamp',
      duration_ms: 'bigint',
      added_rows: 'bigint',
      says: 'varchar',
      error_code: 'varchar',
    },
  },
  {
    name: 'run_results',
    key: ['run_id', 'account', 'period_id'],
    says: 'What a run found of a period. The next run tells what is not as it was here.',
    columns: {
      run_id: 'varchar',
      account: 'varchar',
      period_id: 'varchar',
      starts_on: 'date',
      ends_on: 'date',
      exit_code: 'integer',
      predicted_usd: 'decimal(38, 2)',
      invoiced_usd: 'decimal(38, 2)',
      variance_usd: 'decimal(38, 2)',
      statuses: 'varchar',
    },
  },
  {
    name: 'run_objects',
    key: ['source', 'version'],
    says: 'Objects in buckets that a run has loaded. The next run does not fetch them again.',
    columns: { source: 'varchar', version: 'varchar', run_id: 'varchar' },
  },
  {
    name: 'run_notices',
    key: ['run_id', 'channel'],
    says: 'What came of telling people: sent, unchanged (nothing to tell), or failed and due.',
    columns: {
      run_id: 'varchar',
      channel: 'varchar',
      outcome: 'varchar',
      says: 'varchar',
    },
  },
] as const satisfies readonly OpsTable[];
