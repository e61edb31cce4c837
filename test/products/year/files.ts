// The other files of the account: invoices, feed, jobs, and whose resources are whose.
import { readFileSync } from 'node:fs';
import { ACCOUNT } from './answers.ts';
import { halfUp, type Line } from './calculator.ts';
import { jobId, OWNERS } from './cells.ts';
import { daysOf, type Fact, PERIODS, type Period } from './world.ts';

/** Wordings of the lines, and how their quantity is printed. */
const WORDINGS = readFileSync(new URL('wordings.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [, sku = '', shape = '', description = ''] = /^(.+?),(.+?),(.+)$/.exec(line) ?? [];
    return { sku, shape, description: description.replaceAll(/^"|"$/g, '') };
  });

/** What the feed calls the services that no analytics count. */
const SERVICES: Readonly<Record<string, string>> = {
  'feed.log_event': 'Observability - Logs (First 20M included)',
  'feed.fast_neuron': 'Fast Twitch Neurons (FTN)',
  'feed.email': 'Email Service - Emails Sent (First 3,000 emails included)',
  'feed.zaraz_load': 'Zaraz Loads',
  'feed.cache_read': 'Cache Reserve Reads',
};

const TENANT_KINDS = [
  ...['object_name', 'namespace', 'script', 'd1_database', 'kv_namespace'],
  ...['r2_bucket', 'queue', 'vectorize_index', 'workflow', 'container_application'],
  ...['stream_creator', 'ai_model', 'catalog_warehouse', 'pipeline', 'pipeline_sink'],
  ...['realtime_app', 'realtime_turn_key', 'artifacts_namespace'],
];

export function tenantMap(): string {
  const lines = ['ada', 'ben'].flatMap((tenant) =>
    [...TENANT_KINDS, 'logpush_job'].map((kind) => `${tenant},${kind},${tenant}-,prefix`),
  );
  return ['tenant,kind,value,match', ...lines, ''].join('\n');
}

/** The lines that have a wording, and the plan of the period that begins. */
export function invoiceCsv(lines: readonly Line[], { startsOn, endsOn }: Period): string {
  const last = daysOf(startsOn, endsOn).at(-1);
  const rows = WORDINGS.flatMap(({ sku, shape, description }) => {
    const line = lines.find((own) => own.sku === sku);
    if (line === undefined) throw new Error(`no price of ${sku}`);
    if (line.billed === 'never') return [];
    const { usd, per, cents, used, billable } = line;
    const row = (words: string, quantity: string, price: string, amount: bigint) => [
      `"${words}"`,
      startsOn,
      last,
      quantity,
      price,
      shape === 'block' ? per : '',
      dollars(amount),
    ];
    if (shape !== 'tier') return [row(description, printed(billable, line, shape), usd, cents)];
    const [tier = ''] = /First [\d,]+/.exec(description) ?? [];
    const free = printed(used - billable, line, shape);
    return [row(description, printed(used, line, shape), usd, cents), row(tier, free, '0.00', 0n)];
  });
  const next = new Date(Date.parse(endsOn));
  const until = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 3));
  const plan = ['Workers Paid', endsOn, until.toISOString().slice(0, 10), 1, '5.00', 1, '5.00'];
  const head = ['description,period_start,period_end,quantity,unit_price,per,amount'];
  return [head, ...rows, plan].map((row) => `${row.join(',')}\n`).join('');
}

/** A quantity as printed: whole units of storage, some lines in thousands or millions of units. */
function printed(n: bigint, { over }: Line, shape: string): string {
  if (shape === 'unit') return String((n + over - 1n) / over);
  const scale = shape === 'block' || shape === 'tier' ? 1n : BigInt(shape);
  const parts = halfUp(n * 1_000_000_000n, over * scale);
  const text = `${parts / 1_000_000_000n}.${String(parts % 1_000_000_000n).padStart(9, '0')}`;
  return text.replace(/\.?0+$/, '');
}

/** The list of Logpush jobs: only one of each owner delivers trace events. */
export function jobsOf(): string {
  const result = ['workers_trace_events', 'http_requests'].flatMap((dataset, i) =>
    OWNERS.map((of, k) => ({ id: jobId(of, i), name: `${of}-${k}`, dataset })),
  );
  const head = { flaretally: 1, captured_at: '2027-01-06T06:00:00Z', account: ACCOUNT };
  const response = { success: true, errors: [], messages: [], result };
  return JSON.stringify({ ...head, dataset: 'rest/logpush_jobs', response });
}

/** The feed's answer: each service on each day, also at zero. */
export function feedOf(world: readonly Fact[]): string {
  const used = new Map(world.map(({ kind, on, n }) => [`${kind} ${on}`, n]));
  const startOf = (on: string) => PERIODS.findLast(({ startsOn }) => startsOn <= on)?.startsOn;
  const days = daysOf(PERIODS[0]?.startsOn ?? '', PERIODS.at(-1)?.endsOn ?? '');
  const result = Object.entries(SERVICES).flatMap(([kind, ServiceName]) =>
    days.map((on, i) => ({
      ...{ BillingAccountId: ACCOUNT, ChargeCategory: 'Usage', ServiceName, ConsumedUnit: '' },
      BillingPeriodStart: `${startOf(on)}T00:00:00Z`,
      ChargePeriodStart: `${on}T00:00:00Z`,
      ChargePeriodEnd: `${days[i + 1] ?? PERIODS.at(-1)?.endsOn}T00:00:00Z`,
      ConsumedQuantity: Number(used.get(`${kind} ${on}`) ?? 0n),
      ...{ ContractedCost: 0, PricingQuantity: 0, PricingUnit: 'Count' },
    })),
  );
  const head = { flaretally: 1, captured_at: '2027-01-06T06:00:00Z', account: ACCOUNT };
  const response = { success: true, errors: [], messages: [], result };
  return JSON.stringify({ ...head, dataset: 'rest/billable_usage', response });
}

export function dollars(cents: bigint): string {
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}
