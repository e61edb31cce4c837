import { EXIT, FlaretallyError, usageError } from './errors.ts';
import { build } from './rules/build.ts';
import { type Catalog, readCatalog } from './rules/catalog.ts';
import { runChecks } from './rules/check.ts';
import { declare } from './rules/declare.ts';
import { addBounds, BASE } from './scenario.ts';
import { loadClasses } from './sources/classes.ts';
import { detect, KINDS, type Kind, kindUnknown } from './sources/detect.ts';
import { type InputFile, inspect, measure } from './sources/files.ts';
import { loadGraphql } from './sources/graphql.ts';
import type { Found } from './sources/inputs/found.ts';
import { copiesOf } from './sources/inputs/names.ts';
import { type InputOptions, withInputs } from './sources/inputs/resolve.ts';
import { loadInvoices } from './sources/invoice/load.ts';
import { type LoadContext, loadContext } from './sources/load-context.ts';
import { loadJobs } from './sources/logs/job.ts';
import { loadLogpush, loadTail } from './sources/logs/load.ts';
import { loadRest } from './sources/rest.ts';
import { loadTenants } from './sources/tenants.ts';
import type { Database } from './store/database.ts';
import { onCopy } from './store/publish.ts';
import { nameSources } from './store/source-names.ts';

export interface LoadOptions extends InputOptions {
  /** What all the files are, where their content does not tell. */
  kind?: Kind | undefined;
  /** When bare answers were received: ISO time. */
  capturedAt?: string | undefined;
  plan?: string | undefined;
  /** Day of the month on which the billing periods start, where no invoice says so. */
  anchorDay?: number | undefined;
  /** An invoice takes the place of those loaded before for the same periods. */
  replace?: boolean;
  /** Log events that several files deliver are counted once, unless false. */
  dedupe?: boolean | undefined;
  /** Logs of a job that samples or filters are loaded all the same, to divide totals by them. */
  allowPartial?: boolean | undefined;
  /** Every log event is kept as Parquet in `<database>.events`. */
  keepEvents?: boolean | undefined;
  /** A rejected row is an error. */
  strict?: boolean;
  queries?: string | undefined;
  now: Date;
}

/** What became of one file. */
export interface LoadedFile {
  path: string;
  kind: Kind | undefined;
  outcome: 'loaded' | 'already loaded' | 'not recognised';
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
}

export interface LoadResult {
  files: LoadedFile[];
  invoices: LoadedInvoice[];
  rejects: { source_file: string; line: string; reason: string }[];
  /** What was found in the log files among them. */
  logs: LogsFound;
}

/** Events and fields of log files that did not count as they stood; every number is text. */
export interface LogsFound {
  /** Events that other files had delivered. */
  duplicates: string;
  /** Events too old to tell whether another file had delivered them. */
  late_events: string;
  /** Records of which the exporter cut messages off. */
  truncated_records: string;
  /** Kinds of event and fields that nothing reads. */
  unknowns: string;
}

const NO_LOGS: LogsFound = {
  duplicates: '0',
  late_events: '0',
  truncated_records: '0',
  unknowns: '0',
};

/**
 * Loaders by kind, in the order of work: usage names the accounts that the others may leave out.
 */
const LOADERS: readonly [
  Kind,
  (db: Database, files: readonly InputFile[], context: LoadContext) => Promise<void>,
][] = [
  ['graphql', loadGraphql],
  ['rest', loadRest],
  ['logpush_job', loadJobs],
  ['logpush', loadLogpush],
  ['tail', loadTail],
  ['tenants', loadTenants],
  ['classes', loadClasses],
  ['invoice', loadInvoices],
];

/** Loads files into the database, all of them or, after any error, none. */
export async function load(paths: readonly string[], options: LoadOptions): Promise<LoadResult> {
  return withInputs(paths, options, (found) => loadFound(found, paths, options));
}

async function loadFound(
  found: readonly Found[],
  paths: readonly string[],
  options: LoadOptions,
): Promise<LoadResult> {
  const files: InputFile[] = [];
  for (const { path, isNamed } of found) files.push(await inspect(path, isNamed));
  const kinds = await kindsOf(files, options);
  requireLoadable(paths, kinds);
  const catalog = readCatalog(options.queries);
  const result: LoadResult = { files: [], invoices: [], rejects: [], logs: NO_LOGS };
  await onCopy(options.db, `flaretally load ${paths.join(' ')}`, options.now, {
    signal: options.signal,
    fill: async (db) => {
      await declare(db, catalog);
      await select(db);
      result.files = await fill(db, kinds, options);
      await nameSources(db, copiesOf(found));
      await describeAccount(db, options);
    },
    compute: async (db) => {
      await build(db, catalog);
      await runChecks(db, checksOf(catalog));
      result.invoices = await invoicesOf(db, result.files, files);
      result.rejects = await rejectsOf(db, files);
      result.logs = await logsOf(db, files);
      if (options.strict && result.rejects.length > 0) throw rejected(result.rejects);
    },
  });
  const names = new Map(found.map(({ path, says }) => [path, says]));
  const named = result.files.map((file) => ({ ...file, path: names.get(file.path) ?? file.path }));
  return { ...result, files: named };
}

/** Names of all checks of a catalog. */
export function checksOf(catalog: Catalog): string[] {
  return catalog.rules.filter((rule) => rule.layer === 'checks').map((rule) => rule.relation);
}

/** @throws FlaretallyError E_FOLDER_EMPTY when no file is of a known kind */
function requireLoadable(
  paths: readonly string[],
  kinds: ReadonlyMap<InputFile, Kind | undefined>,
): void {
  if ([...kinds.values()].some((kind) => kind !== undefined)) return;
  const names = [...kinds.keys()].map(({ path }) => path);
  throw new FlaretallyError({
    code: 'E_FOLDER_EMPTY',
    what: `the folder ${paths.join(', ')} holds nothing that can be loaded`,
    why: `${names.length} file(s) are nothing Flaretally knows: ${names.slice(0, 5).join(', ')}`,
    fix: `say what they are with --kind ${KINDS.join('|')}`,
    exit: EXIT.usage,
  });
}

/** What each file is; documents, unlike logs, are decompressed whole before they are read. */
async function kindsOf(files: readonly InputFile[], options: LoadOptions) {
  const kinds = new Map<InputFile, Kind | undefined>();
  for (const file of files) {
    const kind = kindOf(file, options);
    const isLog = kind === 'logpush' || kind === 'tail';
    kinds.set(isLog ? file : await measure(file), kind);
  }
  return kinds;
}

function kindOf(file: InputFile, { kind }: LoadOptions): Kind | undefined {
  const found = kind ?? detect(file);
  if (found === undefined && file.isNamed) throw kindUnknown(file);
  return found;
}

async function fill(
  db: Database,
  kinds: ReadonlyMap<InputFile, Kind | undefined>,
  options: LoadOptions,
): Promise<LoadedFile[]> {
  const known = await db.rows<{ load_id: string }>('select load_id from raw.loads');
  const seen = new Set(known.map(({ load_id }) => load_id));
  const context = await loadContext(db, options);
  const outcomes: LoadedFile[] = [];
  for (const [file, kind] of kinds) {
    const outcome = !kind ? 'not recognised' : seen.has(file.digest) ? 'already loaded' : 'loaded';
    if (kind) seen.add(file.digest);
    outcomes.push({ path: file.path, kind, outcome });
  }
  for (const [kind, loader] of LOADERS) {
    const files = [...kinds.keys()].filter((_, i) => {
      const { kind: own, outcome } = outcomes[i] ?? {};
      return own === kind && outcome === 'loaded';
    });
    if (files.length > 0) await loader(db, files, context);
  }
  await context.flush(db);
  return outcomes;
}

/** Base is selected, and no period stated, until a run says otherwise. */
export async function select(db: Database): Promise<void> {
  await addBounds(db, BASE);
  await db.run('delete from params.stated_periods');
  await db.run('delete from params.selection');
  await db.run('insert into params.selection values ($1, 0, 0)', [BASE]);
}

async function describeAccount(db: Database, { account, plan, anchorDay }: LoadOptions) {
  if (plan === undefined && anchorDay === undefined) return;
  if (plan !== undefined) {
    const [known] = await db.rows('select 1 from ref.plans where plan = $1', [plan]);
    if (!known)
      throw usageError('E_PLAN', `there is no plan "${plan}"`, 'flaretally rules ref.plans');
  }
  await db.run(
    `update params.accounts set plan = coalesce($1, plan), anchor_day = coalesce($2, anchor_day)
     where account = coalesce($3, account)`,
    [plan ?? null, anchorDay ?? null, account ?? null],
  );
}

/** Invoices that this load brought, as they were read. */
async function invoicesOf(
  db: Database,
  outcomes: readonly LoadedFile[],
  files: readonly InputFile[],
): Promise<LoadedInvoice[]> {
  const fresh = files.filter((_, i) => outcomes[i]?.outcome === 'loaded');
  return db.rows(
    `select invoice_number, kind, starts_on, ends_on, lines, subtotal_usd
     from report.invoices
     where invoice_id in (select left(unnest($1::json::varchar[]), 32))
     order by starts_on, invoice_number, subtotal_usd`,
    [JSON.stringify(fresh.map(({ digest }) => digest))],
  );
}

async function rejectsOf(
  db: Database,
  files: readonly InputFile[],
): Promise<LoadResult['rejects']> {
  return db.rows(
    `select source_file, line, reason from report.rejects
     where load_id in (select unnest($1::json::varchar[])) order by all`,
    [JSON.stringify(files.map(({ digest }) => digest))],
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
  return found ?? NO_LOGS;
}

function rejected(rejects: LoadResult['rejects']) {
  const [first] = rejects;
  return usageError(
    'E_REJECTED',
    `${rejects.length} row(s) cannot be read; the first is ${first?.source_file} ` +
      `row ${first?.line}: ${first?.reason}`,
    'correct them, or leave --strict out to keep them aside and load the rest',
  );
}
