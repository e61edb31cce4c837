import type { Kind } from '../sources/detect.ts';
import type { InputFile } from '../sources/files.ts';
import type { Database } from '../store/database.ts';

/** What the database holds of the files of one load. */
export interface FoundInFiles {
  invoices: LoadedInvoice[];
  rejects: RejectedRow[];
  /** Rows of the tenant maps among them that give nothing to anybody. */
  idle: IdleRow[];
  /** What was found in the log files among them. */
  logs: LogsFound;
}

/** A row that cannot be read. */
export interface RejectedRow {
  load_id: string;
  source_file: string;
  line: string;
  reason: string;
}

/** A row of the tenant map that fits nothing, or holds a star that is taken literally. */
export interface IdleRow {
  line: string;
  kind: string;
  value: string;
  says: string;
}

/** What was read of an invoice; every figure is text. */
export interface LoadedInvoice {
  invoice_number: string | null;
  kind: string;
  starts_on: string | null;
  /** Exclusive. */
  ends_on: string | null;
  lines: string;
  subtotal_usd: string;
  /** Which pages it lacks or repeats, as half a sentence. */
  page_fault: string | null;
}

/** Events and fields of log files that did not count as they stood; every number is text. */
export interface LogsFound {
  /** Events that other files, or the file itself, had delivered. */
  duplicates: string;
  /** Events too old to tell whether another file had delivered them. */
  late_events: string;
  /** Records of which the exporter cut messages off. */
  truncated_records: string;
  /** Kinds of event and fields that nothing reads. */
  unknowns: string;
}

export const NOTHING_FOUND: FoundInFiles = {
  invoices: [],
  rejects: [],
  idle: [],
  logs: { duplicates: '0', late_events: '0', truncated_records: '0', unknowns: '0' },
};

/**
 * Asks the database what came of the files; of invoices and maps, only of those that this load
 * brought. What no file can have brought is not asked for.
 */
export async function foundIn(
  db: Database,
  kinds: ReadonlyMap<InputFile, Kind | undefined>,
  fresh: readonly InputFile[],
): Promise<FoundInFiles> {
  const files = [...kinds.keys()];
  const all = new Set(kinds.values());
  const own = new Set(fresh.map((file) => kinds.get(file)));
  const isListed = all.has('tenants') || all.has('classes');
  return {
    invoices: own.has('invoice') ? await invoicesOf(db, fresh) : [],
    rejects: await rejectsOf(db, files, isListed ? 'report.rejects' : 'staging.rejects'),
    idle: own.has('tenants') ? await idleOf(db, fresh) : [],
    logs: all.has('logpush') || all.has('tail') ? await logsOf(db, files) : NOTHING_FOUND.logs,
  };
}

async function invoicesOf(db: Database, fresh: readonly InputFile[]): Promise<LoadedInvoice[]> {
  return db.rows(
    `select invoice_number, kind, starts_on, ends_on, lines, subtotal_usd, page_fault
     from report.invoices
     where invoice_id in (select left(unnest($1::json::varchar[]), 32))
     order by starts_on, invoice_number, subtotal_usd`,
    [JSON.stringify(fresh.map(({ digest }) => digest))],
  );
}

/** @param relation all rejects, or only those of files of which every row is read by itself */
async function rejectsOf(
  db: Database,
  files: readonly InputFile[],
  relation: 'report.rejects' | 'staging.rejects',
): Promise<RejectedRow[]> {
  return db.rows(
    `select load_id, source_file, line, reason from ${relation}
     where load_id in (select unnest($1::json::varchar[])) order by source_file, line, reason`,
    [JSON.stringify(files.map(({ digest }) => digest))],
  );
}

async function idleOf(db: Database, fresh: readonly InputFile[]): Promise<IdleRow[]> {
  return db.rows(
    `select line, kind, value, says from report.tenant_map
     where says is not null and source_file in (
         select source_file from staging.loads
         where load_id in (select unnest($1::json::varchar[]))
       )
     order by source_file, line`,
    [JSON.stringify(fresh.map(({ digest }) => digest))],
  );
}

async function logsOf(db: Database, files: readonly InputFile[]): Promise<LogsFound> {
  const [found] = await db.rows<LogsFound>(
    `select coalesce(sum(duplicates), 0)::varchar as duplicates,
       coalesce(sum(late_events), 0)::varchar as late_events,
       coalesce(sum(truncated_records), 0)::varchar as truncated_records,
       coalesce(sum(unknown_kinds + unknown_fields), 0)::varchar as unknowns
     from staging.log_files where load_id in (select unnest($1::json::varchar[]))`,
    [JSON.stringify(files.map(({ digest }) => digest))],
  );
  return found ?? NOTHING_FOUND.logs;
}
