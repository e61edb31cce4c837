import type { OpsTable } from './table.ts';

/** Differences between prediction and invoice that people follow up. Times are UTC. */
export const BREAK_TABLES = [
  {
    name: 'breaks',
    key: ['break_id'],
    says: 'A difference beyond tolerance of a line, by the name that it keeps from night to night.',
    columns: {
      break_id: 'varchar',
      account: 'varchar',
      period_id: 'varchar',
      line_key: 'varchar',
      kind: 'varchar',
      name: 'varchar',
      state: 'varchar',
      first_seen_at: 'timestamp',
      last_seen_at: 'timestamp',
      first_usd: 'decimal(38, 2)',
      usd: 'decimal(38, 2)',
      accepted_usd: 'decimal(38, 2)',
      cause: 'varchar',
      says: 'varchar',
      reason: 'varchar',
    },
  },
  {
    name: 'break_states',
    key: ['break_id', 'change_number'],
    says: 'Each change of state of a break, with its dollars then.',
    columns: {
      break_id: 'varchar',
      change_number: 'integer',
      changed_at: 'timestamp',
      state: 'varchar',
      usd: 'decimal(38, 2)',
      reason: 'varchar',
    },
  },
] as const satisfies readonly OpsTable[];
