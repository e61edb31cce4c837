import { EXIT, FlaretallyError, usageError } from './errors.ts';
import { build } from './rules/build.ts';
import { type Catalog, readCatalog } from './rules/catalog.ts';
import { runChecks } from './rules/check.ts';
import { declare } from './rules/declare.ts';
import { addBounds, BASE } from './scenario.ts';
import { detect, KINDS, type Kind, kindUnknown } from './sources/detect.ts';
import { type InputFile, inspect, listFiles } from './sources/files.ts';
import { loadGraphql } from './sources/graphql.ts';
import { loadInvoices } from './sources/invoice/load.ts';
import { type LoadContext, loadContext } from './sources/load-context.ts';
import { loadLogs } from './sources/logs.ts';
import { loadRest } from './sources/rest.ts';
import { loadTenants } from './sources/tenants.ts';
import type { Database } from './store/database.ts';
import { onCopy } from './store/publish.ts';

export interface LoadOptions {
  db: string;
  account?: string | undefined;
  /** What all the files are, where their content does not tell. */
  kind?: Kind | undefined;
  /** When bare answers were received: ISO time. */
  capturedAt?: string | undefined;
  plan?: string | undefined;
  /** Day of the month on which the billing periods start, where no invoice says so. */
  anchorDay?: number | undefined;
  /** An invoice takes the place of those loaded before for the same periods. */
  replace?: boolean;
  /** A rejected row is an error. */
  strict?: boolean;
  queries?: string | undefined;
  now: Date;
  /** Stops the work and leaves the database as it was. */
  signal?: AbortSignal | undefined;
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
}

/**
 * Loaders by kind, in the order of work: usage names the accounts that the others may leave out.
 */
const LOADERS: readonly [
  Kind,
  (db: Database, files: readonly InputFile[], context: LoadContext) => Promise<void>,
][] = [
  ['graphql', loadGraphql],
  ['rest', loadRest],
  ['logpush', loadLogs],
  ['tenants', loadTenants],
  ['invoice', loadInvoices],
];

/** Loads files into the database, all of them or, after any error, none. */
export async function load(paths: readonly string[], options: LoadOptions): Promise<LoadResult> {
  const found = listFiles(paths);
  const files: InputFile[] = [];
  for (const { path, isNamed } of found) files.push(await inspect(path, isNamed));
  const kinds = new Map(files.map((file) => [file, kindOf(file, options)]));
  requireLoadable(paths, kinds);
  const catalog = readCatalog(options.queries);
  const result: LoadResult = { files: [], invoices: [], rejects: [] };
  await onCopy(options.db, `flaretally load ${paths.join(' ')}`, options.now, {
    signal: options.signal,
    fill: async (db) => {
      await declare(db, catalog);
      await select(db);
      result.files = await fill(db, kinds, options);
      await describeAccount(db, options);
    },
    compute: async (db) => {
      await build(db, catalog);
      await runChecks(db, checksOf(catalog));
      result.invoices = await invoicesOf(db, result.files, files);
      result.rejects = await rejectsOf(db, files);
      if (options.strict && result.rejects.length > 0) throw rejected(result.rejects);
    },
  });
  return result;
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

function kindOf(file: InputFile, { kind }: LoadOptions): Kind | undefined {
  const found = kind ?? detect(file);
  if (found === undefined && file.isNamed) throw kindUnknown(file.path);
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
async function select(db: Database): Promise<void> {
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

function rejected(rejects: LoadResult['rejects']) {
  const [first] = rejects;
  return usageError(
    'E_REJECTED',
    `${rejects.length} row(s) cannot be read; the first is ${first?.source_file} ` +
      `row ${first?.line}: ${first?.reason}`,
    'correct them, or leave --strict out to keep them aside and load the rest',
  );
}
