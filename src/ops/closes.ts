import type { OpsTable } from './table.ts';

const PERIOD = { account: 'varchar', period_id: 'varchar', version: 'integer' } as const;
const QUANTITY = 'decimal(38, 9)';
const USD = 'decimal(38, 2)';
const CHARGE = {
  statement_id: 'varchar',
  category: 'varchar',
  charge_key: 'varchar',
  sku: 'varchar',
  description: 'varchar',
} as const;
const CHARGE_KEY = ['account', 'period_id', 'statement_id', 'category', 'charge_key'] as const;

/**
 * What was frozen of closed periods, by what, and what changed since. Times are UTC. The order of
 * events is told by numbers, because clocks jump: `after_correction` is the newest correction then.
 */
export const CLOSE_TABLES = [
  {
    name: 'closes',
    key: ['account', 'period_id', 'version'],
    says: 'Closes of billing periods, with what computed the results that each froze.',
    columns: {
      ...PERIOD,
      close_number: 'integer',
      starts_on: 'date',
      ends_on: 'date',
      closed_at: 'timestamp',
      reason: 'varchar',
      despite: 'varchar',
      scenario: 'varchar',
      inputs: 'bigint',
      inputs_digest: 'varchar',
      rules_digest: 'varchar',
      price_book_digest: 'varchar',
      results_digest: 'varchar',
      predicted_usd: USD,
      invoiced_usd: USD,
      flaretally_version: 'varchar',
      duckdb_version: 'varchar',
      after_correction: 'bigint',
    },
  },
  {
    name: 'reopens',
    key: ['account', 'period_id', 'version'],
    says: 'Closes that were opened again. The next close of the period is the next version.',
    columns: { ...PERIOD, reopened_at: 'timestamp', reason: 'varchar', after_correction: 'bigint' },
  },
  {
    name: 'close_lines',
    key: ['account', 'period_id', 'version', 'line_key'],
    says: 'The lines of a closed period as they were; tax and credits have the status other.',
    columns: {
      ...PERIOD,
      line_key: 'varchar',
      name: 'varchar',
      sku: 'varchar',
      predicted_quantity: QUANTITY,
      invoiced_quantity: QUANTITY,
      predicted_usd: USD,
      invoiced_usd: USD,
      status: 'varchar',
      evidence: 'varchar',
    },
  },
  {
    name: 'close_tenants',
    key: ['account', 'period_id', 'version', 'tenant'],
    says: 'What each tenant had of a closed period.',
    columns: { ...PERIOD, tenant: 'varchar', predicted_usd: USD, invoiced_usd: USD },
  },
  {
    name: 'close_charges',
    key: [...CHARGE_KEY, 'version'],
    says: 'What a closed billing period asked for, by line, as FOCUS rows have it.',
    columns: { ...PERIOD, ...CHARGE, amount_usd: USD },
  },
  {
    name: 'charge_corrections',
    key: ['correction'],
    says: 'What moved of these charges after the close. By rules: the inputs did not change.',
    columns: {
      correction: 'bigint',
      ...PERIOD,
      ...CHARGE,
      change_usd: USD,
      changed_by: 'varchar',
      found_at: 'timestamp',
    },
  },
  {
    name: 'tenant_corrections',
    key: ['correction'],
    says: "What moved of tenants' parts after the close. By rules: the inputs did not change.",
    columns: {
      correction: 'bigint',
      ...PERIOD,
      tenant: 'varchar',
      change_usd: USD,
      changed_by: 'varchar',
      cause: 'varchar',
      found_at: 'timestamp',
    },
  },
  {
    name: 'close_inputs',
    key: ['load_id', 'since_close'],
    says: 'Files that closes were computed from: from close since_close on, before until_close.',
    columns: {
      load_id: 'varchar',
      kind: 'varchar',
      account: 'varchar',
      source_file: 'varchar',
      row_count: 'bigint',
      since_close: 'integer',
      until_close: 'integer',
      is_pruned: 'boolean',
    },
  },
  {
    name: 'close_decisions',
    key: ['close_number', 'relation'],
    says: 'The content of each table that later files and decisions replace, as of a close.',
    columns: { close_number: 'integer', relation: 'varchar', content_digest: 'varchar' },
  },
  {
    name: 'kept_rows',
    key: ['relation', 'content_digest', 'row_number'],
    says: 'Rows of that content, once however many closes have it.',
    columns: {
      relation: 'varchar',
      content_digest: 'varchar',
      row_number: 'bigint',
      content: 'varchar',
    },
  },
  {
    name: 'corrections',
    key: ['correction'],
    says: 'What changed of a closed period after its close. By rules: the inputs did not change.',
    columns: {
      correction: 'bigint',
      ...PERIOD,
      line_key: 'varchar',
      name: 'varchar',
      side: 'varchar',
      was_quantity: QUANTITY,
      is_quantity: QUANTITY,
      was_usd: USD,
      is_usd: USD,
      change_usd: USD,
      changed_by: 'varchar',
      cause: 'varchar',
      found_at: 'timestamp',
    },
  },
  {
    name: 'late_inputs',
    key: ['load_id', 'account', 'period_id'],
    says: 'Files of closed periods that came after their rows were pruned: they correct nothing.',
    columns: { load_id: 'varchar', ...PERIOD, source_file: 'varchar', found_at: 'timestamp' },
  },
  {
    name: 'lost_inputs',
    key: ['load_id', 'account', 'period_id'],
    says: 'Files of periods without a close whose rows were pruned: nothing keeps their results.',
    columns: {
      load_id: 'varchar',
      account: 'varchar',
      period_id: 'varchar',
      source_file: 'varchar',
      pruned_at: 'timestamp',
    },
  },
  {
    name: 'prunes',
    key: ['pruned_at'],
    says: 'Raw rows of periods that start before kept_from_on were removed.',
    columns: { pruned_at: 'timestamp', kept_from_on: 'date' },
  },
] as const satisfies readonly OpsTable[];
