// Each figure that a question answers on the demo, counted another way: from the demo's own files, or
// from what its generator computed alone.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Period } from '../../src/period.ts';
import { ask as answer } from '../../src/questions/ask.ts';
import { questionOf, readQuestions } from '../../src/questions/list.ts';
import { givenValues } from '../../src/questions/values.ts';
import { choosePeriod } from '../../src/reading/choose-period.ts';
import type { Database } from '../../src/store/database.ts';
import { openForStatements } from '../../src/store/readable.ts';
import { placeLoaded } from '../support/loaded.ts';
import { temporary } from '../support/temp.ts';
import { expected, namespaces, type Used, usedOf } from './demo.ts';

type Row = Readonly<Record<string, string | null>>;

const folder = temporary(afterAll);
const db = join(folder, 'demo.duckdb');
let open: Database;
let period: Period;
beforeAll(async () => {
  open = await openForStatements(await placeLoaded('demo', db));
  period = await choosePeriod(open, { now: new Date('2026-11-21T06:00:00Z') });
});
afterAll(() => open.close());

async function ask(name: string, ...given: string[]): Promise<Row[]> {
  const question = questionOf(readQuestions(undefined), name);
  const { rows } = await answer(open, question, period, givenValues(question, given));
  return rows.rows as Row[];
}

const sum = (numbers: readonly bigint[]) => numbers.reduce((all, one) => all + one, 0n);
const int = (cell: unknown) => BigInt(String(cell));
const cents = (usd: unknown) => nano(usd) / 10_000_000n;

/** A decimal of up to 9 places, as billionths. */
function nano(cell: unknown): bigint {
  const [whole = '', fraction = ''] = String(cell).split('.');
  const size = BigInt(whole.replace('-', '') + fraction.slice(0, 9).padEnd(9, '0'));
  return whole.startsWith('-') ? -size : size;
}

/** n / d to 9 decimals as billionths, halves up. */
const ratio = (n: bigint, d: bigint) => (n * 2_000_000_000n + d) / (2n * d);

function by(rows: readonly Used[], key: (row: Used) => unknown, of: (row: Used) => unknown) {
  const sums = new Map<string, bigint>();
  for (const row of rows)
    sums.set(String(key(row)), (sums.get(String(key(row))) ?? 0n) + int(of(row)));
  return sums;
}

const places = namespaces();
const classOf = (row: Used) => places.get(String(row.namespaceId))?.class;
const invoked = usedOf('durableObjectsInvocationsAdaptiveGroups', 'objectId');
const periodic = usedOf('durableObjectsPeriodicGroups', 'objectId');
const workers = usedOf('workersInvocationsAdaptive', 'scriptName');
const requests = by(invoked, classOf, (row) => row.requests);
const incoming = by(periodic, classOf, (row) => row.inboundWebsocketMsgCount);
const active = by(periodic, classOf, (row) => row.activeTime);
const ofType = (type: string) =>
  by(
    invoked.filter((row) => row.type === type),
    classOf,
    (row) => row.requests,
  );
const alarms = ofType('alarm');
const messages = ofType('hibernation');
const at = (sums: Map<string, bigint>, key: unknown) => sums.get(String(key)) ?? 0n;
const events = (name: unknown) => at(requests, name) + at(incoming, name);
/** The active time of a class costs its part of the line, but for the cents that tenants round. */
const duration = (name: unknown) => (12_500n * at(active, name)) / sum([...active.values()]);
const isAbout = (a: bigint, b: bigint, within: bigint) =>
  expect(Number(a > b ? a - b : b - a)).toBeLessThanOrEqual(Number(within));

const billed = Object.entries(expected.skus);
const invoiced = (name: string) =>
  sum(Object.values(expected.tenants[name]?.skus ?? {}).map((sku) => int(sku.invoiced_cents)));

/** Whether the rows name these, each once. */
const names = (rows: readonly Row[], column: string, all: Iterable<unknown>) =>
  expect(rows.map((row) => row[column]).sort()).toEqual([...new Set(all)].sort());

const rowsPer = (kind: 'rows_read' | 'rows_written', field: string) => (rows: Row[]) => {
  const counted = by(periodic, classOf, (row) => row[field]);
  names(rows, 'class', invoked.map(classOf));
  for (const row of rows) {
    expect(int(row.requests)).toBe(events(row.class));
    expect(int(row[kind])).toBe(at(counted, row.class));
    expect(nano(row.rows_per_request)).toBe(ratio(at(counted, row.class), events(row.class)));
  }
  const line = expected.skus[`durable_objects.${kind}`]?.invoiced_cents;
  expect(sum(rows.map((row) => cents(row.rows_usd)))).toBe(int(line));
};

const FIGURES: Readonly<Record<string, (rows: Row[]) => void>> = {
  'rows-read': rowsPer('rows_read', 'rowsRead'),
  'rows-written': rowsPer('rows_written', 'rowsWritten'),
  'active-objects': (rows) => {
    for (const row of rows) {
      const own = [...invoked, ...periodic].filter((one) => classOf(one) === row.class);
      const objects = BigInt(new Set(own.map(({ objectId }) => objectId)).size);
      expect(int(row.active_objects)).toBe(objects);
      expect(nano(row.per_object_usd)).toBe(ratio(cents(row.total_usd), 100n * objects));
    }
    // All that Durable Objects cost, but for their storage, which is of no object.
    const lines = billed.filter(([sku]) => /^durable_objects\.(?!sql_storage)/.test(sku));
    const all = sum(lines.map(([, { invoiced_cents }]) => int(invoiced_cents ?? 0)));
    isAbout(sum(rows.map((row) => cents(row.total_usd))), all, 200n);
  },
  hibernation: (rows) => {
    names(rows, 'class', ['VoiceSession', 'LoadTest', 'ChatRoom']);
    for (const row of rows) {
      const days = BigInt(periodic.filter((one) => classOf(one) === row.class).length);
      const percent = ratio(at(active, row.class) * 100n, days * 86_400_000_000n);
      expect(nano(row.active_percent_of_days)).toBe(percent);
      expect(int(row.awake_messages)).toBe(at(incoming, row.class));
      expect(int(row.asleep_messages)).toBe(at(messages, row.class));
      isAbout(cents(row.duration_usd), duration(row.class), 20n);
    }
  },
  messages: (rows) => {
    for (const row of rows) {
      const all = at(incoming, row.class) + at(messages, row.class);
      const usd = cents(row.requests_usd) + cents(row.duration_usd);
      expect(int(row.messages)).toBe(all);
      expect(nano(row.per_million_messages_usd)).toBe(ratio(usd * 1_000_000n, all * 100n));
    }
    expect(sum(rows.map((row) => int(row.messages)))).toBe(55_730_632n);
  },
  alarms: (rows) => {
    for (const row of rows) {
      const own = [...invoked, ...periodic.filter((one) => one.inboundWebsocketMsgCount !== 0)];
      const days = own.filter((one) => classOf(one) === row.class);
      const count = BigInt(new Set(days.map((one) => `${one.objectId} ${one.date}`)).size);
      expect(int(row.object_days)).toBe(count);
      expect(nano(row.alarms_per_object_day)).toBe(ratio(at(alarms, row.class), count));
      const asked = at(requests, row.class) - at(alarms, row.class) - at(messages, row.class);
      expect(nano(row.requests_per_object_day)).toBe(ratio(asked, count));
      const both = at(messages, row.class) + at(incoming, row.class);
      expect(nano(row.messages_per_object_day)).toBe(ratio(both, count));
    }
  },
  'alarm-share': (rows) => {
    names(rows, 'class', [...alarms.keys()]);
    for (const row of rows) {
      expect(int(row.alarms)).toBe(at(alarms, row.class));
      const percent = ratio(at(alarms, row.class) * 100n, events(row.class));
      expect(nano(row.alarm_percent)).toBe(percent);
      isAbout(cents(row.duration_usd), duration(row.class), 20n);
    }
  },
  'quiet-objects': (rows) => {
    const asked = new Set(workers.map((one) => `${one.scriptName} ${one.date}`));
    const quiet = (one: Used) =>
      !asked.has(`${places.get(String(one.namespaceId))?.script} ${one.date}`);
    names(rows, 'class', invoked.filter(quiet).map(classOf));
    for (const row of rows) {
      const own = periodic.filter((one) => classOf(one) === row.class && quiet(one));
      expect(int(row.days)).toBe(BigInt(new Set(own.map(({ date }) => date)).size));
      const hours = ratio(sum(own.map((one) => int(one.activeTime))), 3_600_000_000n);
      expect(nano(row.active_hours)).toBe(hours);
      expect(int(row.events)).toBe(events(row.class));
    }
  },
  'script-requests': (rows) => {
    const asked = workers.filter(({ status }) => status !== 'internalError');
    const counted = by(
      asked,
      (row) => row.scriptName,
      (row) => row.requests,
    );
    names(rows, 'script', counted.keys());
    for (const row of rows) {
      expect(int(row.requests)).toBe(at(counted, row.script));
      const usd = cents(row.worker_usd) + cents(row.objects_usd);
      const thousand = ratio(usd * 1_000n, at(counted, row.script) * 100n);
      expect(nano(row.per_thousand_usd)).toBe(thousand);
    }
    const line = (sku: string) => int(expected.skus[sku]?.invoiced_cents);
    const usd = line('workers.requests') + line('workers.cpu_ms');
    expect(sum(rows.map((row) => cents(row.worker_usd)))).toBe(usd);
  },
  errors: (rows) => {
    const of = (field: string, all: readonly Used[]) =>
      by(
        all,
        (row) => row.scriptName,
        (row) => row[field],
      );
    const errors = of('errors', workers);
    const counted = of(
      'requests',
      workers.filter(({ status }) => status !== 'internalError'),
    );
    for (const row of rows) {
      const failed = at(errors, row.script);
      expect(int(row.errors)).toBe(failed);
      expect(nano(row.error_percent)).toBe(ratio(failed * 100n, at(counted, row.script)));
      const part = ratio(cents(row.worker_usd) * failed, at(counted, row.script) * 100n);
      expect(nano(row.errors_usd)).toBe(part);
    }
    expect(sum(rows.map((row) => int(row.errors)))).toBe(sum([...errors.values()]));
  },
  'd1-databases': (rows) => {
    const used = usedOf('d1AnalyticsAdaptiveGroups', 'databaseId');
    const of = (field: string) => sum(used.map((row) => int(row[field])));
    const answered = (column: string) => sum(rows.map((row) => int(row[column])));
    expect(answered('read_queries')).toBe(of('readQueries'));
    expect(answered('write_queries')).toBe(of('writeQueries'));
    expect(answered('rows_read')).toBe(of('rowsRead'));
    for (const row of rows) {
      const queries = int(row.read_queries) + int(row.write_queries);
      expect(nano(row.rows_read_per_query)).toBe(ratio(int(row.rows_read), queries));
    }
    const line = (sku: string) => int(expected.skus[sku]?.invoiced_cents);
    const usd = line('d1.rows_read') + line('d1.rows_written');
    expect(sum(rows.map((row) => cents(row.rows_usd)))).toBe(usd);
  },
  'kv-lists': (rows) => {
    const used = usedOf('kvOperationsAdaptiveGroups', 'namespaceId');
    const of = (type: string) =>
      sum(used.filter((row) => row.actionType === type).map((row) => int(row.requests)));
    expect(sum(rows.map((row) => int(row.lists)))).toBe(of('list'));
    expect(sum(rows.map((row) => int(row.reads)))).toBe(of('read'));
    for (const row of rows)
      expect(nano(row.lists_per_read)).toBe(ratio(int(row.lists), int(row.reads)));
    expect(sum(rows.map((row) => cents(row.lists_usd)))).toBe(500n);
  },
  'r2-class-a': (rows) => {
    const used = usedOf('r2OperationsAdaptiveGroups', 'bucketName');
    const stored = usedOf('r2StorageAdaptiveGroups', 'bucketName');
    for (const row of rows) {
      const own = used.filter((one) => one.bucketName === row.bucket);
      const of = (types: string[]) =>
        sum(own.filter((o) => types.includes(`${o.actionType}`)).map((o) => int(o.requests)));
      expect(int(row.class_a_operations)).toBe(of(['PutObject', 'ListObjects']));
      expect(int(row.lists)).toBe(of(['ListObjects']));
      const counts = stored.filter((one) => one.bucketName === row.bucket);
      const [most = 0n] = counts
        .map((one) => int(one.objectCount))
        .toSorted((a, b) => (a < b ? 1 : -1));
      expect(nano(row.class_a_per_object)).toBe(ratio(int(row.class_a_operations), most));
    }
    expect(sum(rows.map((row) => cents(row.class_a_usd)))).toBe(450n);
  },
  'idle-storage': (rows) => {
    const asked = new Set(
      usedOf('d1AnalyticsAdaptiveGroups', 'databaseId').map((row) => row.databaseId),
    );
    const idle = usedOf('d1StorageAdaptiveGroups', 'databaseId').filter(
      (row) => !asked.has(row.databaseId ?? ''),
    );
    const [last] = idle.toSorted((a, b) => (`${a.date}` < `${b.date}` ? 1 : -1));
    expect(rows).toMatchObject([{ product: 'd1', last_bytes: `${last?.databaseSizeBytes}` }]);
    expect(new Set(idle.map((row) => row.databaseId)).size).toBe(1);
  },
  previews: (rows) => {
    const own = workers.filter((row) => /-pr-\d+$/.test(`${row.scriptName}`));
    names(
      rows,
      'preview',
      own.map((row) => row.scriptName),
    );
    for (const row of rows) {
      const used = own.filter(({ scriptName }) => scriptName === row.preview);
      const asked = used.filter(({ status }) => status !== 'internalError');
      expect(int(row.requests)).toBe(sum(asked.map((one) => int(one.requests))));
      expect(int(row.days)).toBe(BigInt(new Set(used.map(({ date }) => date)).size));
    }
  },
  allowances: (rows) => {
    const used = billed.filter(
      ([, { raw, included }]) => raw.numerator !== '0' && included !== null && included !== '0',
    );
    const percents = used.map(([, { raw, included }]) =>
      ratio(int(raw.numerator) * 100n, int(raw.denominator) * int(included)),
    );
    const told = rows.map((row) => nano(row.used_percent));
    expect(told.length).toBe(percents.length);
    // `used` is told to 9 decimals, which moves a percentage of a small allowance by its last.
    const sorted = percents.toSorted((a, b) => (a < b ? 1 : -1));
    for (const [i, one] of told.entries()) isAbout(one, sorted[i] ?? 0n, 100n);
  },
  rounding: (rows) => {
    const own = billed.filter(
      ([sku, { billable }]) =>
        billable && billable.numerator !== '0' && sku !== 'workers.subscription',
    );
    expect(rows.length).toBe(own.length);
    expect(sum(rows.map((row) => cents(row.amount_usd)))).toBe(
      sum(own.map(([, sku]) => int(sku.predicted_cents))),
    );
    for (const row of rows) {
      const parts = nano(row.exact_usd) + nano(row.by_blocks_usd) + nano(row.by_cents_usd);
      isAbout(parts, nano(row.amount_usd), 2n);
    }
    // 9,000,001 GB-seconds at $12.50 a million are $112.5000125; ten blocks are $125.00.
    expect(rows[0]).toMatchObject({
      exact_usd: '112.500012500000',
      by_blocks_usd: '12.499987500000',
    });
  },
  'block-edges': (rows) => {
    const edges = billed.flatMap(([sku, { billable, per_quantity, blocks }]) => {
      if (!billable || !blocks || blocks === '0' || per_quantity === null) return [];
      const block = int(per_quantity) * int(billable.denominator);
      const last = int(billable.numerator) - (int(blocks) - 1n) * block;
      const crossed = Object.entries(expected.tenants)
        .filter(([, { skus }]) => int(skus[sku]?.numerator ?? 0) >= last)
        .map(([tenant]) => tenant);
      return last * 10n <= block ? [{ sku, crossed: crossed.sort() }] : [];
    });
    names(
      rows,
      'sku',
      edges.map(({ sku }) => sku),
    );
    for (const row of rows) {
      const edge = edges.find(({ sku }) => sku === row.sku);
      expect(row.crossed_by?.split(', ').sort()).toEqual(edge?.crossed);
    }
  },
  months: (rows) => {
    for (const tenant of Object.keys(expected.tenants)) {
      const own = rows.filter((row) => row.tenant === tenant);
      const more = tenant === 'unattributed' ? 500n : 0n;
      expect(sum(own.map((row) => cents(row.now_usd)))).toBe(invoiced(tenant) + more);
    }
    expect(new Set(rows.map((row) => row.before_usd))).toEqual(new Set([null]));
  },
  'top-movers': (rows) => {
    const own = billed.map(([, sku]) => int(sku.invoiced_cents ?? 0));
    const largest = [...own, 500n].toSorted((a, b) => (a < b ? 1 : -1)).slice(0, 10);
    expect(rows.map((row) => cents(row.now_usd))).toEqual(largest);
  },
  unattributed: (rows) => {
    // The subscription that nobody predicts is of no tenant either.
    expect(sum(rows.map((row) => cents(row.usd)))).toBe(invoiced('unattributed') + 500n);
  },
  alone: (rows) => {
    for (const row of rows) {
      const shares = Object.values(expected.tenants[`${row.tenant}`]?.skus ?? {});
      const share = sum(shares.map((sku) => int(sku.predicted_cents)));
      expect(cents(row.share_usd), `${row.tenant}`).toBe(share);
    }
    // Without this tenant fewer blocks would begin: allowances of the period, blocks at one price.
    const dune = expected.tenants['dune-logistics']?.skus ?? {};
    const saved = billed.map(([name, { raw, included, per_quantity, blocks, predicted_cents }]) => {
      const own = int(dune[name]?.numerator ?? 0);
      if (own === 0n || !blocks || blocks === '0') return 0n;
      const size = int(per_quantity) * int(raw.denominator);
      const left = int(raw.numerator) - own - int(included) * int(raw.denominator);
      const begun = left <= 0n ? 0n : (left + size - 1n) / size;
      // Cents are rounded at the end, so a block of a tenth of a cent is told by the whole line.
      const line = int(predicted_cents);
      return line - (line * begun + int(blocks) / 2n) / int(blocks);
    });
    const told = rows.find(({ tenant }) => tenant === 'dune-logistics');
    expect(cents(told?.saved_usd)).toBe(sum(saved));
  },
  'most-expensive-day': (rows) => {
    const perDay = by(
      periodic,
      (row) => row.date,
      (row) => row.activeTime,
    );
    const line = rows.find((row) => row.line === 'Durable Objects duration');
    const all = sum([...perDay.values()]);
    isAbout(cents(line?.line_usd), (12_500n * at(perDay, line?.usage_on)) / all, 1n);
    expect(cents(line?.average_day_usd)).toBe(403n);
  },
  'tenant-rises': (rows) => {
    names(rows, 'tenant', Object.keys(expected.tenants));
    const [steepest] = rows;
    const before = cents(steepest?.before_usd);
    const rise = cents(steepest?.last_usd) - before;
    expect(nano(steepest?.rise_percent)).toBe(ratio(rise * 100n, before));
  },
};

/** Questions whose answer needs another account than the demo; `accounts.test.ts` has them. */
const ELSEWHERE = ['dispatch-namespaces', 'log-events', 'revised-days'];

test.each(Object.keys(FIGURES))('%s', async (name) => {
  const rows = await ask(name);
  expect(rows.length).toBeGreaterThan(0);
  FIGURES[name]?.(rows);
});

test('every question is counted another way', () => {
  const all = [...Object.keys(FIGURES), ...ELSEWHERE].sort();
  expect(all).toEqual(
    readQuestions(undefined)
      .map(({ name }) => name)
      .sort(),
  );
  expect(all.length).toBeGreaterThanOrEqual(25);
});

test('all days of a period hold all that its tenants pay', async () => {
  for (const row of await ask('tenant-rises', 'days=31')) {
    const more = row.tenant === 'unattributed' ? 500n : 0n;
    expect(cents(row.last_usd), `${row.tenant}`).toBe(invoiced(`${row.tenant}`) + more);
    expect(cents(row.before_usd)).toBe(0n);
  }
});

test('the lines of the most expensive day are all that its usage cost, and no day cost more', async () => {
  const rows = await ask('most-expensive-day', 'rows=1000');
  const [first] = rows;
  expect(sum(rows.map((row) => cents(row.line_usd)))).toBe(cents(first?.day_usd));
  // The statement's own chart divides the plan and the subscription too, evenly over the days.
  const chart =
    'select sum(usd)::decimal(38, 2) as usd from report.chargeback_tenant_days ' +
    "where period_id = '2026-10-04' group by usage_on order by usd desc limit 1";
  const [most] = await open.rows<{ usd: string }>(chart);
  isAbout(cents(first?.day_usd) + 1_000n / 31n, cents(most?.usd), 5n);
});
