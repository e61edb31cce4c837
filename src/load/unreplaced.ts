import type { Kind } from '../sources/detect.ts';
import type { InputFile } from '../sources/files.ts';
import type { Database } from '../store/database.ts';

/** An invoice that was to take the place of others, and is in the database already. */
export interface Unreplaced {
  path: string;
  /** Other invoices with a line of the same days, which count beside it. */
  beside: { name: string; load_id: string }[];
}

/**
 * The invoices that a load with `--replace` skips, because their content was loaded before. They
 * take the place of nothing, and whoever asked for that must read so.
 */
export async function unreplacedIn(
  db: Database,
  kinds: ReadonlyMap<InputFile, Kind | undefined>,
  known: ReadonlyMap<string, string>,
): Promise<Unreplaced[]> {
  const found: Unreplaced[] = [];
  for (const [{ path, digest }, kind] of kinds) {
    if (kind !== 'invoice' || !known.has(digest)) continue;
    found.push({ path, beside: await besideOf(db, digest) });
  }
  return found;
}

async function besideOf(db: Database, loadId: string): Promise<Unreplaced['beside']> {
  return db.rows(
    `select distinct coalesce(i.invoice_number, l.source_file) as name, o.load_id
     from raw.invoice_lines as o
     join raw.invoice_lines as n using (account, description, period_start, period_end)
     join raw.invoices as i on i.invoice_id = o.invoice_id
     join raw.loads as l on l.load_id = o.load_id
     where n.load_id = $1 and o.load_id <> $1 order by name, load_id`,
    [loadId],
  );
}
