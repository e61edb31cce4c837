import { build } from '../../src/rules/build.ts';
import { readCatalog } from '../../src/rules/catalog.ts';
import type { Catalog } from '../../src/rules/catalogued.ts';
import { createMacros } from '../../src/rules/macros.ts';
import { Database } from '../../src/store/database.ts';
import { type InsertRow, insertRows } from '../../src/store/insert.ts';
import { newEmptyDatabase } from './empty-database.ts';
import type { Price, Scenario } from './oracle.ts';

/**
 * The resource of usage: an object (id, perhaps a name) of a namespace, a namespace or a script.
 */
export interface Resource {
  namespace?: string;
  object?: string;
  name?: string;
  script?: string;
}

/** A meter's count on one day; days are numbers since 1970. */
export interface Usage {
  resource: Resource;
  day: number;
  meter: string;
  total: bigint;
}

/** Half-open days. */
export interface Span {
  from: number;
  to: number;
}

export type TenantLine = { tenant: string; kind: string; value: string } & Partial<Span>;

const RAW = {
  durableObjectsInvocationsAdaptiveGroups: 'raw.durable_objects_invocations',
  durableObjectsPeriodicGroups: 'raw.durable_objects_periodic',
  durableObjectsSqlStorageGroups: 'raw.durable_objects_sql_storage',
  durableObjectsStorageGroups: 'raw.durable_objects_kv_storage',
  workersInvocationsAdaptive: 'raw.workers_invocations',
} as const;
type Dataset = keyof typeof RAW;

const INVOCATION_TYPES: Readonly<Record<string, string>> = {
  http_requests: 'http',
  rpc_requests: 'rpc',
  alarm_requests: 'alarm',
  hibernation_messages: 'hibernation',
  unknown_requests: 'a type of tomorrow',
};

/** Layers that no bill needs. */
const AFTERWARDS: ReadonlySet<string> = new Set([
  ...['reconcile', 'variance', 'findings', 'report', 'checks'],
]);

/** The answer has all requested fields. */
const NO_ACTIVITY: InsertRow = Object.fromEntries(
  [
    ...['active_us', 'inbound_messages', 'rows_read', 'rows_written'],
    ...['kv_read_units', 'kv_write_units', 'kv_deletes'],
  ].map((field) => [field, '0']),
);

/** A database in memory, filled row by row as a pull would, and rated by the bundled rules. */
export class AccountDatabase {
  readonly db: Database;
  #catalog: Catalog;
  readonly #rows = new Map<string, InsertRow[]>();
  #periods = new Map<string, Span>();

  private constructor(db: Database, catalog: Catalog) {
    this.db = db;
    this.#catalog = catalog;
  }

  static async open(): Promise<AccountDatabase> {
    const catalog = catalogOf();
    const db = await Database.open(newEmptyDatabase());
    // Rows of `ref` that a test inserts belong to no CSV.
    await db.run("update params.built set content = '' where relation like 'ref.%'");
    return new AccountDatabase(db, catalog);
  }

  /** Replaces all prices of a SKU. */
  async price(sku: string, prices: readonly Price[]): Promise<void> {
    await this.db.run('delete from ref.price_book where sku = $1', [sku]);
    for (const row of prices) {
      const known = { sku, ...priceRow(row) };
      this.#add('ref.price_book', known);
      // The price of the same start before it was corrected.
      const wrong = { per_quantity: '77', price_usd: '777', included_quantity: '7' };
      this.#add('ref.price_book', { ...known, ...wrong, known_on: '2026-01-01' });
    }
  }

  /** SKUs that share one allowance, in the order in which they take it. */
  pool(skus: readonly string[]): void {
    for (const [i, sku] of skus.entries()) {
      this.#add('ref.allowance_pools', { pool: skus[0] ?? '', sku, take_order: i + 1 });
    }
  }

  /** Keeps only these scenarios. */
  async scenarios(scenarios: Readonly<Record<string, Scenario>>): Promise<void> {
    await this.db.run('delete from params.scenarios');
    for (const [scenario, s] of Object.entries(scenarios)) {
      this.#add('params.scenarios', { scenario, ...scenarioRow(s) });
    }
  }

  /** An account with one billing period. */
  account(account: string, span: Span): void {
    this.#periods.set(account, span);
    this.#add('params.accounts', { account, plan: 'workers_paid' });
    const dates = { starts_on: dateOf(span.from), ends_on: dateOf(span.to) };
    this.#add('params.stated_periods', { account, ...dates });
  }

  /** Usage as the analytics answer it: one answer per dataset for the account's whole period. */
  usage(account: string, usage: readonly Usage[]): void {
    const counts = new Map<Dataset, number>();
    for (const [row_number, item] of usage.entries()) {
      const dataset = datasetOf(item.meter);
      const capture_id = `${account} ${dataset}`;
      for (const [i, row] of rawRows(item).entries()) {
        this.#add(RAW[dataset], { capture_id, account, row_number: row_number * 2 + i, ...row });
        counts.set(dataset, (counts.get(dataset) ?? 0) + 1);
      }
    }
    for (const dataset of Object.keys(RAW) as Dataset[]) {
      const rows = counts.get(dataset) ?? 0;
      this.#add('raw.captures', this.#captureRow(account, dataset, rows));
    }
  }

  /** A meter's total for the whole period, as an estimate states it. */
  given(account: string, meter: string, total: bigint): void {
    this.#add('raw.given_meters', { account, meter, total: String(total) });
  }

  tenants(account: string, lines: readonly TenantLine[]): void {
    for (const [line, { from, to, ...words }] of lines.entries()) {
      const valid_from = from === undefined ? null : dateOf(from);
      const valid_to = to === undefined ? null : dateOf(to);
      const row = { load_id: account, account, line: line + 2, ...words, valid_from, valid_to };
      this.#add('raw.tenants', row);
    }
  }

  /** Builds `targets` with one scenario selected. */
  async build(scenario: string, targets: readonly string[]): Promise<void> {
    for (const [relation, rows] of this.#rows) await insertRows(this.db, relation, rows);
    this.#rows.clear();
    await this.db.run('delete from params.selection');
    await this.db.run('insert into params.selection values ($1, 0, 0)', [scenario]);
    await build(this.db, this.#catalog, targets);
  }

  /**
   * Runs `what` with changed rules. Their results stay afterwards, and the next build computes
   * again what differs. A changed macro would make everything stale, so the affected layers are
   * marked stale by hand.
   */
  async withRules<T>(queries: string, what: () => Promise<T>): Promise<T> {
    const bundled = this.#catalog;
    const changed = catalogOf(queries);
    this.#catalog = { ...changed, macros: bundled.macros };
    const isOther = changed.macros !== bundled.macros;
    try {
      if (isOther) await this.#useMacros(changed.macros);
      return await what();
    } finally {
      if (isOther) await this.#useMacros(bundled.macros);
      this.#catalog = bundled;
    }
  }

  async #useMacros(macros: string): Promise<void> {
    await createMacros(this.db, macros);
    await this.db.run(
      "update params.built set fingerprint = '' where split_part(relation, '.', 1) in ('rating', 'allocation')",
    );
  }

  #add(relation: string, row: InsertRow): void {
    const rows = this.#rows.get(relation) ?? [];
    rows.push(row);
    this.#rows.set(relation, rows);
  }

  #captureRow(account: string, dataset: Dataset, rows: number): InsertRow {
    const span = this.#periods.get(account);
    if (!span) throw new Error(`${account} has no period`);
    return {
      capture_id: `${account} ${dataset}`,
      load_id: account,
      account,
      dataset,
      grouping_key: 'date,name,namespaceId,namespaceIds,objectId,scriptName,status,type',
      window_starts_at: dateOf(span.from),
      window_ends_at: dateOf(span.to),
      captured_at: dateOf(span.to + 1),
      row_count: rows,
      row_limit: rows + 1,
      is_window_inferred: false,
      is_time_inferred: false,
    };
  }
}

function catalogOf(queries?: string): Catalog {
  const all = readCatalog(queries);
  return { ...all, rules: all.rules.filter(({ layer }) => !AFTERWARDS.has(layer)) };
}

export function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function datasetOf(meter: string): Dataset {
  const [product, name = ''] = meter.split('.');
  if (product === 'workers') return 'workersInvocationsAdaptive';
  if (name in INVOCATION_TYPES) return 'durableObjectsInvocationsAdaptiveGroups';
  if (name === 'sql_byte_days') return 'durableObjectsSqlStorageGroups';
  if (name === 'kv_byte_days') return 'durableObjectsStorageGroups';
  return 'durableObjectsPeriodicGroups';
}

/**
 * A count as rows of its dataset, beside a row that must not be counted: a lower peak, a failed
 * request.
 */
function rawRows({ resource, day, meter, total }: Usage): InsertRow[] {
  const { namespace: namespace_id, object: object_id, name: object_name, script } = resource;
  const observed_at = dateOf(day);
  const name = meter.split('.')[1] ?? '';
  const count = String(total);
  const where = { observed_at, namespace_id, object_id, object_name };
  if (name in INVOCATION_TYPES) {
    return [{ ...where, invocation_type: INVOCATION_TYPES[name], requests: count }];
  }
  if (name === 'sql_byte_days') {
    const lower = { ...where, observed_at: `${observed_at}T07:00:00`, stored_bytes: total / 2n };
    return [{ ...where, stored_bytes: count }, text(lower)];
  }
  if (name === 'kv_byte_days') {
    return [{ observed_at, namespace_ids: `["${namespace_id}"]`, stored_bytes: count }];
  }
  if (meter === 'workers.requests') {
    const failed = {
      observed_at,
      script,
      status: 'internalError',
      requests: '999999',
      cpu_us: '0',
    };
    return [{ observed_at, script, status: 'success', requests: count, cpu_us: '0' }, failed];
  }
  if (meter === 'workers.cpu_us') {
    return [{ observed_at, script, status: 'success', requests: '0', cpu_us: count }];
  }
  return [{ ...where, ...NO_ACTIVITY, [name]: count }];
}

function text(row: Record<string, string | bigint | undefined>): InsertRow {
  return Object.fromEntries(Object.entries(row).map(([k, v]) => [k, v?.toString()]));
}

function priceRow(price: Price): InsertRow {
  return {
    unit: 'unit',
    per_quantity: String(price.per),
    price_usd: `${price.picos / 10n ** 12n}.${String(price.picos % 10n ** 12n).padStart(12, '0')}`,
    included_quantity: String(price.included),
    allowance: price.allowance,
    rounding: price.rounding,
    aggregation: 'sum',
    plan: 'workers_paid',
    effective_from: Number.isFinite(price.from) ? dateOf(price.from) : null,
    effective_to: Number.isFinite(price.to) ? dateOf(price.to) : null,
    known_on: '2026-11-21',
    grade: 'invoice',
    source_url: 'https://example.com/prices',
  };
}

function scenarioRow(s: Scenario): InsertRow {
  return {
    ws_ratio: String(s.wsRatio),
    memory_mb: String(s.memoryMb),
    mb_per_gb: String(s.mbPerGb),
    bytes_per_gb: String(s.bytesPerGb),
    gb_month_days: s.gbMonthDays,
    rounding: s.rounding,
    allowance: s.allowance,
    neurons_allowance: s.neurons,
    idle_hibernatable: s.idle,
  };
}
