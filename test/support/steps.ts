// Random histories: what can happen to an account from one run to the next.
import { join } from 'node:path';
import fc from 'fast-check';
import { accept, anchorDay, clock, type Fill, files, undo } from './history.ts';
import {
  active,
  invoked,
  namespace,
  ROOM,
  type Saved,
  save,
  saveList,
  stored,
  VAULT,
  worker,
} from './small-account.ts';
import { feedRows, MAPS, saveClasses, saveInvoice, saveLog, saveMap } from './small-files.ts';

export const ACCOUNTS = ['ab'.repeat(16), 'cd'.repeat(16)] as const;

const DATASETS = [
  'workersInvocationsAdaptive',
  'durableObjectsInvocationsAdaptiveGroups',
  'durableObjectsPeriodicGroups',
  'durableObjectsSqlStorageGroups',
] as const;

export type Dataset = (typeof DATASETS)[number];

export function dayOf(i: number): string {
  return new Date(Date.UTC(2026, 9, 1 + i)).toISOString().slice(0, 10);
}

/** A change: its description, so that a failing history can be read, and its action. */
export interface Step {
  says: string;
  fill: (folder: string) => Fill;
}

export interface AnswerWish {
  account: string;
  dataset: Dataset;
  /** Days after 1 October. */
  from: number;
  days: number;
  at: number;
  figure: number;
  flavour:
    | 'rows'
    | 'none'
    | 'refused'
    | 'full'
    | 'platform'
    | 'sampled'
    | 'total'
    | 'hours'
    | 'astray';
}

const NAMES = ['acme-1', 'shared', 'vault-1', 'stray'];

/** Rows of a day, with objects and scripts that depend on the figure. */
function rowsOf({ dataset, figure, flavour }: AnswerWish, at: string) {
  const names = NAMES.filter((_, i) => (figure >> i) % 2 === 0);
  if (dataset === 'workersInvocationsAdaptive') {
    const more = flavour === 'platform' ? { dispatchNamespaceName: 'tenants' } : {};
    return ['edge', 'site'].map((script, i) => worker(at, script, figure * (i + 1), more));
  }
  if (dataset === 'durableObjectsSqlStorageGroups')
    return [stored(at, figure * 1000), stored(at, figure, VAULT)];
  if (dataset === 'durableObjectsPeriodicGroups')
    return names.map((name, i) => active(at, name, figure * 1_000_000 + i));
  const within = flavour === 'sampled' ? ([figure - 1, figure + 9] as const) : undefined;
  const types = ['http', 'rpc', 'hibernation', 'novel'];
  return names.map((name, i) => invoked(at, name, figure + i, within, { type: types[i] ?? '' }));
}

export function answerOf(wish: AnswerWish): Saved {
  const { account, dataset, from, days, at, flavour } = wish;
  const capturedAt = new Date(Date.UTC(2026, 9, 12, at)).toISOString();
  const isByHours = flavour === 'hours' && !dataset.includes('Storage');
  const start = isByHours ? `${dayOf(from)}T09:00:00Z` : dayOf(from);
  const end = isByHours ? `${dayOf(from)}T12:00:00Z` : dayOf(from + days);
  const base = { account, dataset, from: start, to: end, capturedAt };
  if (flavour === 'refused') return { ...base, error: 'quota exceeded' };
  if (flavour === 'none') return base;
  const astray = flavour === 'astray' ? 1 : 0;
  const times = isByHours
    ? [`${dayOf(from)}T10:00:00Z`]
    : Array.from({ length: days }, (_, i) => dayOf(from + i + astray));
  const rows = times.flatMap((time) => rowsOf(wish, time));
  if (flavour === 'full') return { ...base, rows, limit: rows.length };
  if (flavour !== 'total') return { ...base, rows };
  const total = rows.map((row) => ({ ...row, dimensions: { date: row.dimensions.date ?? '' } }));
  return { ...base, rows: total };
}

const answer: fc.Arbitrary<Step> = fc
  .record({
    account: fc.constantFrom(...ACCOUNTS),
    dataset: fc.constantFrom(...DATASETS),
    from: fc.constantFrom(0, 1, 2, 3, 3, 4, 5, 6, 7, 34),
    days: fc.constantFrom(1, 1, 1, 2, 4),
    at: fc.nat(20),
    figure: fc.integer({ min: 0, max: 40 }),
    flavour: fc.constantFrom(
      ...(['rows', 'rows', 'rows', 'none', 'refused', 'full', 'platform'] as const),
      ...(['sampled', 'total', 'hours', 'astray'] as const),
    ),
  })
  .map((wish) => ({
    says: JSON.stringify(wish),
    fill: (folder) => (history) =>
      files(wish.account, [save(join(folder, 'answer.json'), answerOf(wish))])(history),
  }));

const account = fc.constantFrom(...ACCOUNTS);
const day = fc.nat(8).map(dayOf);

function step<T>(
  kind: string,
  of: fc.Arbitrary<T>,
  fill: (wish: T, folder: string) => Fill,
): fc.Arbitrary<Step> {
  return of.map((wish) => ({
    says: `${kind} ${JSON.stringify(wish)}`,
    fill: (folder) => fill(wish, folder),
  }));
}

const map = step('map', fc.tuple(account, fc.constantFrom(...MAPS)), ([own, lines], folder) =>
  files(own, [saveMap(join(folder, 'tenants.csv'), lines)]),
);

const invoice = step(
  'invoice',
  fc.tuple(
    account,
    fc.constantFrom(
      ...([
        ['2026-10-04', '2026-11-03'],
        ['2026-10-03', '2026-11-02'],
      ] as const),
      ...([
        ['2026-10-04', '2026-10-06'],
        ['2026-09-15', '2026-10-14'],
      ] as const),
    ),
    fc.nat(3),
    fc.boolean(),
  ),
  ([own, [from, to], cents, replace], folder) =>
    files(own, [saveInvoice(join(folder, 'invoice.csv'), from, to, cents)], replace),
);

const list = step(
  'list',
  fc.tuple(account, fc.constantFrom('spaces', 'moved', 'anchor', 'later', 'feed'), fc.nat(9)),
  ([own, kind, n], folder) => {
    const write = (dataset: string, result: unknown) =>
      files(own, [saveList(join(folder, 'list.json'), own, dataset, result)]);
    const rooms = namespace(ROOM, n % 2 ? 'Room' : 'Hall', kind === 'moved' ? 'site' : 'edge');
    if (kind === 'feed')
      return write('billable_usage', feedRows(own, [dayOf(n), dayOf(n + 1)], n * 1000));
    if (kind === 'spaces' || kind === 'moved')
      return write('durable_objects_namespaces', [rooms, namespace(VAULT, 'Vault', 'safe', n > 4)]);
    const at = kind === 'anchor' ? '2026-08-04T09:31:07Z' : `2026-08-0${n || 1}T00:00:00Z`;
    const cycle = { billing_cycle_anchor_timestamp: at, start_timestamp: at };
    return write('billable_usage_info', { covered: true, subscriptions: [{ id: 'a', ...cycle }] });
  },
);

const log = step(
  'log',
  fc.tuple(account, fc.array(day, { minLength: 1, maxLength: 4 }), fc.nat(3)),
  ([own, days, nonce], folder) =>
    files(own, [saveLog(join(folder, 'events.log'), [...days].sort(), `${nonce}`)]),
);

const others: fc.Arbitrary<Step>[] = [
  step('undo', fc.nat(5), (which) => undo(which)),
  step('undo a log', fc.nat(5), (which) => undo(which, 'log')),
  step('classes', fc.constantFrom('hibernation', 'accept', 'none'), (mode, folder) =>
    files(ACCOUNTS[0], [saveClasses(join(folder, 'classes.csv'), mode)]),
  ),
  step('accept', fc.tuple(account, fc.constantFrom(...DATASETS), day), ([own, dataset, on]) =>
    accept(own, dataset, on),
  ),
  step('anchor day', fc.tuple(account, fc.constantFrom(1, 4, 15, 31)), ([own, on]) =>
    anchorDay(own, on),
  ),
  step(
    'clock',
    fc.constantFrom('2026-10-05T03:00:00Z', '2026-10-08T06:00:00Z', '2026-12-01T00:00:00Z'),
    (now) => clock(now),
  ),
];

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: answer },
  { weight: 2, arbitrary: map },
  { weight: 2, arbitrary: invoice },
  { weight: 3, arbitrary: list },
  { weight: 2, arbitrary: log },
  ...others.map((arbitrary) => ({ weight: 1, arbitrary })),
);
