import type { Resource, Span, TenantLine, Usage } from './account-database.ts';
import {
  type Counts,
  denominator,
  type Kind,
  numerator,
  type Price,
  type Scenario,
} from './oracle.ts';
import type { Random } from './random.ts';

/** The SKUs that the analytics meter: how each is counted, and its meters. */
export const SKUS: Readonly<Record<string, { kind: Kind; meters: readonly string[] }>> = {
  'durable_objects.requests': {
    kind: 'requests',
    meters: ['http_requests', 'rpc_requests', 'alarm_requests', 'unknown_requests'],
  },
  'durable_objects.duration': { kind: 'duration', meters: ['active_us'] },
  'durable_objects.rows_read': { kind: 'count', meters: ['rows_read'] },
  'durable_objects.rows_written': { kind: 'count', meters: ['rows_written'] },
  'durable_objects.sql_storage': { kind: 'storage', meters: ['sql_byte_days'] },
  'durable_objects.kv_read_units': { kind: 'count', meters: ['kv_read_units'] },
  'durable_objects.kv_write_units': { kind: 'count', meters: ['kv_write_units'] },
  'durable_objects.kv_deletes': { kind: 'count', meters: ['kv_deletes'] },
  'durable_objects.kv_storage': { kind: 'storage', meters: ['kv_byte_days'] },
  'workers.requests': { kind: 'count', meters: ['requests'] },
  'workers.cpu_ms': { kind: 'cpu', meters: ['cpu_us'] },
};

const MESSAGES = ['hibernation_messages', 'inbound_messages'] as const;

/** A count of a SKU for the oracle: tenant, day, number. */
export interface Fact extends Counts {
  sku: string;
  day: number;
  tenant: string;
}

export interface Account {
  account: string;
  span: Span;
  usage: Usage[];
  tenants: TenantLine[];
  facts: Fact[];
  /** Counts that are at, one smallest unit below or one above the edge of a block. */
  edges: number;
}

const PRICES = [300_000_000_000n, 12_500_000_000_000n, 1_000_000_000n, 5_000_000_000n, 1n];

/** One to three price rows in time order, some starting late, ending early or changing the count. */
export function randomPrices(random: Random, kind: Kind, first: number): Price[] {
  const isFine = kind === 'storage' || kind === 'duration' || kind === 'cpu';
  const starts = [random.chance(0.85) ? Number.NEGATIVE_INFINITY : first + random.int(1, 9)];
  for (let changes = random.int(0, 2); changes > 0; changes--) {
    starts.push(Math.max(first + 3, starts.at(-1) ?? 0) + random.int(1, 12));
  }
  const rows: Price[] = [];
  for (const [i, from] of starts.entries()) {
    const next = starts[i + 1];
    const to = next ?? (random.chance(0.9) ? Number.POSITIVE_INFINITY : first + 26);
    const last = rows.at(-1);
    const terms = last && random.chance(0.5) ? last : randomTerms(random, isFine);
    const picos = random.chance(0.6) ? random.pick(PRICES) : random.below(10n ** 13n);
    rows.push({ ...terms, picos, from, to });
  }
  return rows.filter(({ from, to }) => from < to);
}

function randomTerms(random: Random, isFine: boolean) {
  const allowance = random.pick(['period', 'period', 'period', 'none', 'day', 'calendar_month']);
  const sizes = isFine ? [0n, 1n, 5n, 400_000n] : [0n, 1n, 1_000_000n, 25_000_000_000n];
  const included = allowance === 'none' ? 0n : random.pick(sizes);
  return {
    per: random.pick(isFine ? [1n, 3n, 1_000_000n] : [1n, 7n, 1_000n, 1_000_000n]),
    included: allowance === 'day' ? (included + 29n) / 30n : included,
    rounding: random.pick(['block', 'block', 'block', 'none', 'nearest']),
    allowance: random.chance(0.05) ? 'unlimited' : allowance,
  };
}

export function randomScenario(random: Random): Scenario {
  return {
    wsRatio: random.pick([20n, 20n, 1n, 7n]),
    memoryMb: random.pick([128n, 128n, 32n, 125n, 1n]),
    mbPerGb: random.pick([1000n, 1000n, 1024n]),
    bytesPerGb: random.pick([10n ** 9n, 10n ** 9n, 2n ** 30n]),
    gbMonthDays: random.pick(['30', 'period']),
    rounding: random.pick(['block', 'block', 'pro_rata', 'floor']),
    allowance: random.pick(['included', 'included', 'included', 'none']),
    neurons: random.pick(['cycle_pool', 'cycle_pool', 'daily']),
    idle: random.pick(['free', 'billed']),
  };
}

/** An account whose counts are, under the scenario `aim`, at and next to the edges of blocks. */
export function randomAccount(
  random: Random,
  account: string,
  first: number,
  database: ReadonlyMap<string, readonly Price[]>,
  aim: Scenario,
): Account {
  const from = first + random.int(0, 5);
  const span = { from, to: from + random.int(28, 31) };
  const { lines, places } = randomOwners(random, span);
  const made: Account = { account, span, usage: [], tenants: lines, facts: [], edges: 0 };
  for (const [sku, prices] of database) {
    if (random.chance(0.1)) continue;
    const { kind } = SKUS[sku] as { kind: Kind };
    const own = places.filter(({ resource }) => fits(resource, sku, kind));
    for (const { days, count, isEdge } of randomCounts(random, kind, prices, span, aim)) {
      made.edges += isEdge ? 1 : 0;
      spread(random, made, sku, own, days, count, aim);
    }
  }
  return made;
}

interface Place {
  resource: Resource;
  ownerOn: (day: number) => string;
}

const NAMES = ['acme', 'Acme', 'borealis', 'cedar-1', 'cedar-10', 'dune', 'zeta', 'élan', '42'];

/** Objects by id, by name, by prefix and by namespace; one changes its tenant, some have none. */
function randomOwners(
  random: Random,
  { from, to }: Span,
): { lines: TenantLine[]; places: Place[] } {
  const [a, b, c, d, e] = [0, 1, 2, 3, 4].map(() => random.pick(NAMES)) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const turn = random.int(from + 1, to - 1);
  const isOwned = random.chance(0.5);
  const rest = isOwned ? e : 'unattributed';
  const lines: TenantLine[] = [
    { tenant: a, kind: 'object_id', value: 'o0' },
    { tenant: b, kind: 'object_name', value: 'desk', to: turn },
    { tenant: c, kind: 'object_name', value: 'desk', from: turn },
    { tenant: d, kind: 'object_name_prefix', value: 'x/' },
    { tenant: a, kind: 'object_id', value: 'o4', from: turn },
    { tenant: c, kind: 'script', value: 's0' },
  ];
  if (isOwned) lines.push({ tenant: e, kind: 'namespace', value: 'B' });
  const places: Place[] = [
    { resource: { namespace: 'A', object: 'o0' }, ownerOn: () => a },
    {
      resource: { namespace: 'A', object: 'o1', name: 'desk' },
      ownerOn: (n) => (n < turn ? b : c),
    },
    { resource: { namespace: 'A', object: 'o2', name: 'x/2' }, ownerOn: () => d },
    { resource: { namespace: 'B', object: 'o3' }, ownerOn: () => rest },
    { resource: { namespace: 'B', object: 'o4' }, ownerOn: (n) => (n < turn ? rest : a) },
    { resource: { namespace: 'A' }, ownerOn: () => 'unattributed' },
    { resource: { namespace: 'B' }, ownerOn: () => rest },
    { resource: { script: 's0' }, ownerOn: () => c },
    { resource: { script: 's1' }, ownerOn: () => 'unattributed' },
  ];
  return { lines, places };
}

function fits({ object, script }: Resource, sku: string, kind: Kind): boolean {
  if (sku.startsWith('workers.')) return script !== undefined;
  if (kind === 'storage') return object === undefined && script === undefined;
  return object !== undefined;
}

/** The usage of each price segment, so that the running count ends at an edge or anywhere. */
function* randomCounts(
  random: Random,
  kind: Kind,
  prices: readonly Price[],
  span: Span,
  aim: Scenario,
): Generator<{ days: Span; count: bigint; isEdge: boolean }> {
  const days = span.to - span.from;
  const d = denominator(kind, aim, days);
  const one =
    kind === 'requests' ? 1n : numerator(kind, { units: 1n, messages: 0n, idleUs: 0n }, aim);
  let [running, previous, used] = [0n, '', 0n];
  for (const price of prices) {
    const own = [price.per, price.included, price.rounding, price.allowance].join();
    if (own !== previous) [running, previous] = [0n, own];
    const inside = { from: Math.max(price.from, span.from), to: Math.min(price.to, span.to) };
    if (inside.from >= inside.to) continue;
    const times = price.allowance === 'day' ? BigInt(inside.to - inside.from) : 1n;
    const rest = price.included * times * d - (price.allowance === 'day' ? 0n : used * one);
    const free = aim.allowance === 'none' || rest < 0n ? 0n : rest;
    const block = price.per * d;
    const half = price.rounding === 'nearest' && random.chance(0.5) ? block / 2n : 0n;
    const edge = free + block * BigInt(random.pick([0, 0, 1, 2, random.int(0, 20)])) + half;
    const target = edge / one + BigInt(random.int(-1, 1));
    const isEdge = random.chance(0.8) && target >= running;
    const next = isEdge ? target : running + random.below((free + 6n * block) / one + 2n);
    yield { days: inside, count: next - running, isEdge };
    if (price.allowance !== 'day') used += next - running;
    running = next;
  }
  const start = Math.max(prices[0]?.from ?? span.to, span.from);
  if (start > span.from && random.chance(0.4)) {
    yield { days: { from: span.from, to: start }, count: 1n, isEdge: false };
  }
}

/**
 * Spreads a count over some days and resources, in equal parts (so that remainders tie) or in any.
 */
function spread(
  random: Random,
  made: Account,
  sku: string,
  places: readonly Place[],
  days: Span,
  count: bigint,
  aim: Scenario,
): void {
  const { kind, meters } = SKUS[sku] as (typeof SKUS)[string];
  // Only the peak of a day counts for a namespace's storage, so no resource is used twice.
  const slots = new Map<string, { place: Place; day: number }>();
  for (let part = random.int(1, 4); part > 0; part--) {
    const [place, day] = [random.pick(places), random.int(days.from, days.to - 1)];
    slots.set(`${day} ${places.indexOf(place)}`, { place, day });
  }
  const isEqual = random.chance(0.4);
  let [left, part] = [count, slots.size];
  for (const { place, day } of slots.values()) {
    const total = part === 1 ? left : isEqual ? left / BigInt(part) : random.below(left);
    left -= total;
    part -= 1;
    const tenant = place.ownerOn(day);
    if (kind === 'requests') {
      const units = (random.chance(0.5) ? total : random.below(total)) / aim.wsRatio;
      const messages = total - units * aim.wsRatio;
      made.facts.push({ sku, day, tenant, units, messages, idleUs: 0n });
      add(made, place, day, `durable_objects.${random.pick(meters)}`, units);
      add(made, place, day, `durable_objects.${random.pick(MESSAGES)}`, messages);
    } else {
      made.facts.push({ sku, day, tenant, units: total, messages: 0n, idleUs: 0n });
      add(made, place, day, `${sku.split('.')[0]}.${meters[0]}`, total);
    }
  }
}

function add({ usage }: Account, { resource }: Place, day: number, meter: string, total: bigint) {
  if (total > 0n) usage.push({ resource, day, meter, total });
}
