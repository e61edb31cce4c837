import type { Database } from '../database.ts';
import { columnsOfBuilt } from '../insert.ts';

/** The export that wrote a log: Logpush, or a Tail Worker that saved its TraceItems. */
export type Surface = 'logpush' | 'tail';

/** The declared table for the records of an export, with its field names. */
export const RECORDS = { logpush: 'log_records', tail: 'log_trace_items' } as const;

/** Fields of a record that are read, with the types of the declared table. */
export type Fields = Readonly<Record<string, string>>;

export async function fieldsOf(db: Database, surface: Surface): Promise<Fields> {
  const columns = await columnsOfBuilt(db, `raw.${RECORDS[surface]}`);
  return Object.fromEntries(columns.filter(([name]) => name !== 'load_key'));
}
