// A year of an account that uses every product: what happened on each day, in the words of the
// products. The calculator and the saved answers are two readings of the same facts.

/** `n` of something that a resource did, or had at most, on a day. */
export interface Fact {
  on: string;
  kind: string;
  /** Whose resource it is, by the first part of its name; `none` has no owner. */
  of: string;
  n: bigint;
}

export interface Period {
  startsOn: string;
  /** The day after the last one. */
  endsOn: string;
}

const DAY_MS = 86_400_000;
const M = 10n ** 6n;
const G = 10n ** 9n;

/** Twelve periods from the fourth of a month to the fourth of the next. */
export const PERIODS: readonly Period[] = Array.from({ length: 12 }, (_, i) => ({
  startsOn: fourth(i),
  endsOn: fourth(i + 1),
}));

/** Usage that is counted, in half a period: two steps are about the allowance. */
const COUNTS: Readonly<Record<string, bigint>> = {
  'workers.request': 10n * M,
  'workers.cpu_us': 30_000n * M,
  'pages.request': 2n * M,
  'platform.request': 20n * M,
  'platform.cpu_us': 60_000n * M,
  'platform.dispatched': 20n * M,
  'dynamic.worker': 1_000n,
  'build.micro_minute': 6_000n * M,
  'logpush.record': 10n * M,
  'logpush.retried': 3n * M,
  'logpush.other': 5n * M,
  'objects.http': M,
  'objects.alarm': M / 10n,
  'objects.hibernation': 9n * M,
  'objects.message': 7n * M,
  'objects.active_us': 3_125_000n * M,
  'objects.row_read': 25n * G,
  'objects.row_written': 50n * M,
  'objects.unit_read': M,
  'objects.unit_written': M,
  'objects.key_deleted': M,
  'kv.read': 10n * M,
  'kv.write': M,
  'kv.delete': M,
  'kv.list': M,
  'd1.row_read': 25n * G,
  'd1.row_written': 50n * M,
  'r2.PutObject': M,
  'r2.GetObject': 10n * M,
  'r2.refused': 40n * M,
  'r2.DeleteObject': 40n * M,
  'r2.infrequent.PutObject': M,
  'r2.infrequent.GetObject': M,
  'r2.infrequent.byte': 7n * G + 1n,
  'queues.operation': M,
  'vectorize.queried': 50n * M,
  'workflows.step': M / 2n,
  'containers.cpu_us': 22_500n * M,
  'containers.memory_byte_s': 90_000n * 2n ** 30n,
  'containers.disk_byte_s': 720_000n * G,
  'containers.sent.WEUR': 1_000n * G,
  'containers.sent.OC': 500n * G,
  'containers.sent.ENAM': 10n * G,
  'containers.sent.APAC': 500n * G,
  'ai.micro_neuron': 300_000n * M,
  'images.delivered': M / 7n,
  'stream.minute': 7_777n,
  'catalog.operation': M,
  'catalog.compacted_byte': 10n * G,
  'catalog.compacted_file': M,
  'sql.byte': 10n * G,
  'pipelines.byte_in': 50n * G,
  'pipelines.byte_out': 50n * G,
  'hyperdrive.query': M,
  'realtime.byte': 900n * G,
  'turn.byte': 100n * G,
  'browser.ms': 36_000_000n,
  'artifacts.action': 10_000n,
  'artifacts.error': 10_000n,
};

/** What lies there every day, at most: two steps are about the allowance. */
const GAUGES: Readonly<Record<string, bigint>> = {
  'objects.sql_byte': 5n * G,
  'objects.kv_byte': G,
  'kv.byte': G,
  'd1.byte': 5n * G,
  'r2.byte': 10n * G,
  'r2.infrequent.stored': 3n * G,
  'vectorize.stored': 60n * M,
  'browser.at_once': 10n,
};

/** What counts every day: unique operations of a calendar month, and what only the feed knows. */
const DAILY: Readonly<Record<string, bigint>> = {
  'images.unique': 250n,
  'media.unique': 240n,
  'feed.log_event': 1_100_000n,
  'feed.fast_neuron': 777n,
  'feed.email': 160n,
  'feed.zaraz_load': 50_000n,
  'feed.cache_read': 9_000n,
};

/** Usage of these was not possible before or after a day. */
const ONLY: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'feed.email': ['2026-04-16', '9'],
  'feed.log_event': ['', '2026-12-01'],
};

/** Nothing names a resource of these. */
const WHOLE = ['build.', 'images.', 'media.', 'browser.', 'feed.'];

/** Half allowances in a period: within, over by half, at the edge, double. Counts may stop. */
const STEPS = [1n, 3n, 2n, 4n];
const PAUSES = [...STEPS, 0n];

/** What begins to be billed inside a period is double there, so that each day of it matters. */
const BEGINS: readonly (readonly [period: number, prefix: RegExp])[] = [
  [0, /^objects\.(sql|row)/],
  [4, /^dynamic/],
  [6, /^(catalog|sql|pipelines)/],
  [7, /^workflows/],
  [9, /^artifacts/],
  [10, /^feed\.log_event/],
];

/** Days of a period with counts, and what part of ten they have; the last day has six. */
const OFFSETS = [0, 6, 10, 22];

export const WORLD: readonly Fact[] = PERIODS.flatMap(({ startsOn, endsOn }, period) => {
  const days = daysOf(startsOn, endsOn);
  const busy = OFFSETS.map((offset): [string, bigint] => [days[offset] ?? '', 1n]);
  const last: [string, bigint] = [days.at(-1) ?? '', 6n];
  return [
    ...Object.entries(COUNTS).flatMap(([kind, half], k) => {
      const n = (half * step(PAUSES, period, kind, k)) / 20n;
      return [...busy, last].flatMap(([on, part], i) => parts(on, kind, n * part, i));
    }),
    ...Object.entries({ ...GAUGES, ...DAILY }).flatMap(([kind, half], k) => {
      const n = (half * step(STEPS, period, kind, k)) / 2n;
      return days.flatMap((on, i) => parts(on, kind, n, i));
    }),
  ];
});

function step(steps: readonly bigint[], period: number, kind: string, k: number): bigint {
  const isBegun = BEGINS.some(([own, prefix]) => own === period && prefix.test(kind));
  return isBegun ? 4n : (steps[(period + k) % steps.length] ?? 0n);
}

/** A quantity of a day among two tenants and nobody, otherwise on each day. */
function parts(on: string, kind: string, n: bigint, i: number): Fact[] {
  const [from, to] = ONLY[kind] ?? ['', '9'];
  if (n === 0n || on < from || on >= to) return [];
  if (WHOLE.some((prefix) => kind.startsWith(prefix))) return [{ on, kind, of: 'none', n: n + 1n }];
  const ada = (n * BigInt(30 + ((i * 17) % 40))) / 100n;
  const ben = (n * 20n) / 100n + 1n;
  const shares = [ada, ben, n - ada - ben + 2n];
  return ['ada', 'ben', 'none'].map((of, k) => ({ on, kind, of, n: shares[k] ?? 0n }));
}

/** The days of a period. */
export function daysOf(startsOn: string, endsOn: string): string[] {
  const length = (Date.parse(endsOn) - Date.parse(startsOn)) / DAY_MS;
  return Array.from({ length }, (_, i) => dayOf(Date.parse(startsOn) + i * DAY_MS));
}

function fourth(month: number): string {
  return dayOf(Date.UTC(2026, month, 4));
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
