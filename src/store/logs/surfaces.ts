import type { Database } from '../database.ts';
import { columnsOfBuilt } from '../insert.ts';

/** Which export wrote a log: Logpush, or a Tail Worker that kept its TraceItems. */
export type Surface = 'logpush' | 'tail';

/** The declared table that holds the records of a surface, as its exports name their fields. */
export const RECORDS = { logpush: 'log_records', tail: 'log_trace_items' } as const;

/** Fields of a record that are read, with the type each is read as: as the table declares them. */
export type Fields = Readonly<Record<string, string>>;

export async function fieldsOf(db: Database, surface: Surface): Promise<Fields> {
  const columns = await columnsOfBuilt(db, `raw.${RECORDS[surface]}`);
  return Object.fromEntries(columns.filter(([name]) => name !== 'load_key'));
}
