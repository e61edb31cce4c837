import type { OpsTable } from './table.ts';

/** Invoices whose place others took, kept until either is undone. */
export const REPLACED_TABLES = [
  {
    name: 'replaced_rows',
    key: ['load_id', 'relation', 'row_number'],
    says: 'Rows of invoices that others replaced: they return when the other is undone.',
    columns: {
      load_id: 'varchar',
      replaced_by: 'varchar',
      relation: 'varchar',
      row_number: 'bigint',
      content: 'varchar',
    },
  },
] as const satisfies readonly OpsTable[];
