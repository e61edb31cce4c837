import type { Kind } from '../sources/detect.ts';
import type { InputFile } from '../sources/files.ts';
import type { Database } from '../store/database.ts';
import { LISTS, LOGS } from './kinds.ts';

/** What the database has of the files of one load. */
export interface FoundInFiles {
  invoices: LoadedInvoice[];
  /** Rows of the loaded tenant maps that assign no resource. */
  idle: IdleRow[];
  /** Counts of what was found in the loaded log files. */
  logs: LogsFound;
}

/** A rejected row. */
export interface RejectedRow {
  load_id: string;
  source_file: string;
  line: string;
  reason: string;
}

/** A row of the tenant map that matches nothing, or has a star that is taken literally. */
export interface IdleRow {
  line: string;
  kind: string;
  value: string;
  says: string;
}

/** The figures read from an invoice, for comparison with the document. */
export interface LoadedInvoice {
  invoice_number: string | null;
  kind: string;
  starts_on: string | null;
  /** The end is exclusive. */
  ends_on: string | null;
  lines: string;
  subtotal_usd: string;
  /** Missing or repeated pages, as half a sentence. */
  page_fault: string | null;
  /** Whether it prints the day after the last. */
  is_end_exclusive: boolean;
  /** Lines of no known billing period. */
  unplaced_lines: string;
}

/** Events and fields of log files that were not counted as they are; every number is text. */
export interface LogsFound {
  /** Events that were delivered before, by other files or by the file itself. */
  duplicates: string;
  /** Events too old to know whether another file had delivered them. */
  late_events: string;
  /** Events that came as partial sums, which nothing is compared with. */
  summed_events: string;
  /** Records whose messages the exporter truncated. */
  truncated_records: string;
  /** Kinds of event and fields that nothing reads. */
  unknowns: string;
}

export const NOTHING_FOUND: FoundInFiles = {
  invoices: [],
  idle: [],
  logs: {
    ...{ duplicates: '0', late_events: '0', summed_events: '0' },
    ...{ truncated_records: '0', unknowns: '0' },
  },
};

/**
 * Reads what the database has of the files; of invoices and maps, only those of this load. Queries
 * for kinds of files that are not in the load are skipped.
 */
export async function foundIn(
  db: Database,
  kinds: ReadonlyMap<InputFile, Kind | undefined>,
  fresh: readonly InputFile[],
): Promise<FoundInFiles> {
  const files = [...kinds.keys()];
  const all = new Set(kinds.values());
  const own = new Set(fresh.map((file) => kinds.get(file)));
  return {
    invoices: own.has('invoice') ? await invoicesOf(db, fresh) : [],
    idle: own.has('tenants') ? await idleOf(db, fresh) : [],
    logs: LOGS.some((kind) => all.has(kind)) ? await logsOf(db, files) : NOTHING_FOUND.logs,
  };
}

async function invoicesOf(db: Database, fresh: readonly InputFile[]): Promise<LoadedInvoice[]> {
  return db.rows(
    `select invoice_number, kind, starts_on, ends_on, lines, subtotal_usd, page_fault,
       is_end_exclusive, unplaced_lines
     from report.invoices
     where invoice_id in (select left(unnest($1::json::varchar[]), 32))
     order by starts_on, invoice_number, subtotal_usd`,
    [JSON.stringify(fresh.map(({ digest }) => digest))],
  );
}

/** The rejected rows of the files. Rows of lists are read one by one, and rejected by rules. */
export async function rejectsIn(
  db: Database,
  kinds: ReadonlyMap<InputFile, Kind | undefined>,
): Promise<RejectedRow[]> {
  const isListed = [...kinds.values()].some((kind) => kind && LISTS.includes(kind));
  const relation = isListed ? 'report.rejects' : 'staging.rejects';
  return db.rows(
    `select load_id, source_file, line, reason from ${relation}
     where load_id in (select unnest($1::json::varchar[])) order by source_file, line, reason`,
    [JSON.stringify([...kinds.keys()].map(({ digest }) => digest))],
  );
}

async function idleOf(db: Database, fresh: readonly InputFile[]): Promise<IdleRow[]> {
  return db.rows(
    `select line, kind, value, says from findings.tenant_map
     where says is not null and load_id in (select unnest($1::json::varchar[]))
     order by source_file, line`,
    [JSON.stringify(fresh.map(({ digest }) => digest))],
  );
}

async function logsOf(db: Database, files: readonly InputFile[]): Promise<LogsFound> {
  const [found] = await db.rows<LogsFound>(
    `select coalesce(sum(duplicates), 0)::varchar as duplicates,
       coalesce(sum(late_events) filter (where not is_summed), 0)::varchar as late_events,
       coalesce(sum(events) filter (where is_summed), 0)::varchar as summed_events,
       coalesce(sum(truncated_records), 0)::varchar as truncated_records,
       coalesce(sum(unknown_kinds + unknown_fields), 0)::varchar as unknowns
     from staging.log_files where load_id in (select unnest($1::json::varchar[]))`,
    [JSON.stringify(files.map(({ digest }) => digest))],
  );
  return found ?? NOTHING_FOUND.logs;
}
