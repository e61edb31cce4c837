// One example of each kind of change, in the order of a history: facts about the first account
// stay, and the next change meets them.
import { join } from 'node:path';
import { accept, anchorDay, clock, type Fill, files, undo } from './history.ts';
import { RICH, saveRich } from './rich-account.ts';
import {
  active,
  invoked,
  namespace,
  ROOM,
  type Saved,
  save,
  saveList,
  VAULT,
  worker,
} from './small-account.ts';
import { feedRows, MAPS, saveClasses, saveInvoice, saveLog, saveMap } from './small-files.ts';

/** Accounts beside the first: without an anchor, silent in one period, known by logs or lists alone. */
const [PLAIN, SILENT, LOGGED, LISTED] = ['1', '2', '3', '4'].map((digit) => digit.repeat(32)) as [
  string,
  string,
  string,
  string,
];

const WORKERS = 'workersInvocationsAdaptive';
const INVOKED = 'durableObjectsInvocationsAdaptiveGroups';
const ACTIVE = 'durableObjectsPeriodicGroups';

type Change = readonly [says: string, fills: (folder: string) => readonly Fill[]];

let saved = 0;

function answer(folder: string, account: string, what: Omit<Saved, 'account' | 'capturedAt'>) {
  saved += 1;
  const capturedAt = new Date(Date.UTC(2026, 10, 8, 0, saved)).toISOString();
  return files(account, [
    save(join(folder, `change-${saved}.json`), { account, capturedAt, ...what }),
  ]);
}

function list(folder: string, account: string, dataset: string, result: unknown): Fill {
  saved += 1;
  return files(account, [saveList(join(folder, `list-${saved}.json`), account, dataset, result)]);
}

const ANSWERS: readonly Change[] = [
  ['an account with everything', (at) => [files(RICH, saveRich(at))]],
  [
    'one beside it, without an anchor',
    (at) => [
      answer(at, PLAIN, {
        dataset: WORKERS,
        from: '2026-10-01',
        to: '2026-10-03',
        rows: [worker('2026-10-01', 'edge', 10), worker('2026-10-02', 'edge', 20)],
      }),
    ],
  ],
  [
    'a day pulled again, with an object less and one more',
    (at) => [
      answer(at, RICH, {
        dataset: INVOKED,
        from: '2026-10-05',
        to: '2026-10-06',
        rows: [invoked('2026-10-05', 'acme-1', 90), invoked('2026-10-05', 'newcomer', 4)],
      }),
    ],
  ],
  [
    'a day pulled again that shows nothing any more',
    (at) => [answer(at, RICH, { dataset: ACTIVE, from: '2026-10-01', to: '2026-10-04' })],
  ],
  [
    'a refusal, and an answer that is full at its limit',
    (at) => [
      answer(at, RICH, { dataset: INVOKED, from: '2026-10-06', to: '2026-10-08', error: 'quota' }),
      answer(at, RICH, {
        dataset: WORKERS,
        from: '2026-10-01',
        to: '2026-10-02',
        limit: 1,
        rows: [worker('2026-10-01', 'site', 5)],
      }),
    ],
  ],
  [
    'several days over what single days and hours said',
    (at) => [
      answer(at, RICH, {
        dataset: WORKERS,
        from: '2026-10-02',
        to: '2026-10-10',
        rows: [
          worker('2026-10-03', 'site', 7),
          worker('2026-10-04', 'edge', 8),
          worker('2026-10-09', 'edge', 9),
        ],
      }),
    ],
  ],
  [
    'an hour of a day that two periods share',
    (at) => [
      answer(at, RICH, {
        dataset: WORKERS,
        from: '2026-10-04T09:00:00Z',
        to: '2026-10-04T10:00:00Z',
        rows: [worker('2026-10-04T09:00:00Z', 'edge', 3)],
      }),
    ],
  ],
  [
    'rows of a day that was not asked for',
    (at) => [
      answer(at, RICH, {
        dataset: INVOKED,
        from: '2026-10-07',
        to: '2026-10-08',
        rows: [invoked('2026-10-02', 'shared', 1, [0, 9]), invoked('2026-10-07', 'shared', 2)],
      }),
    ],
  ],
];

const SILENCE: readonly Change[] = [
  [
    'a dataset that is silent in one period',
    (at) => [
      answer(at, SILENT, { dataset: WORKERS, from: '2026-09-10', to: '2026-09-12' }),
      answer(at, SILENT, { dataset: ACTIVE, from: '2026-09-10', to: '2026-09-12' }),
      answer(at, SILENT, {
        dataset: INVOKED,
        from: '2026-09-10',
        to: '2026-09-12',
        rows: [invoked('2026-09-10', 'acme-1', 500), invoked('2026-09-11', 'acme-1', 500)],
      }),
    ],
  ],
  [
    'in the next one rows that its meters leave out',
    (at) => [
      answer(at, SILENT, {
        dataset: WORKERS,
        from: '2026-10-15',
        to: '2026-10-16',
        rows: [worker('2026-10-15', 'edge', 4, { dispatchNamespaceName: 'tenants' })],
      }),
    ],
  ],
  [
    'in the next one namespaces, which it had never shown',
    (at) => [
      answer(at, SILENT, {
        dataset: ACTIVE,
        from: '2026-10-15',
        to: '2026-10-16',
        rows: [active('2026-10-15', 'vault-1', 5)],
      }),
    ],
  ],
];

const NAMES: readonly Change[] = [
  ['a tenant map', (at) => [files(RICH, [saveMap(join(at, 'map-1.csv'), MAPS[2] ?? [])])]],
  ['a map in its place', (at) => [files(RICH, [saveMap(join(at, 'map-2.csv'), MAPS[1] ?? [])])]],
  [
    'an object under another name',
    (at) => [
      answer(at, RICH, {
        dataset: ACTIVE,
        from: '2026-10-08',
        to: '2026-10-09',
        rows: [
          {
            ...active('2026-10-08', 'acme-1', 7),
            dimensions: { ...active('2026-10-08', 'acme-1', 7).dimensions, name: 'zeta-1' },
          },
        ],
      }),
    ],
  ],
  [
    'a namespace under another name, one of another script',
    (at) => [
      list(at, RICH, 'durable_objects_namespaces', [
        namespace(ROOM, 'Hall', 'edge'),
        namespace(VAULT, 'Vault', 'site', true),
      ]),
    ],
  ],
  ['a list of classes', (at) => [files(RICH, [saveClasses(join(at, 'c.csv'), 'accept')])]],
];

const PERIODS: readonly Change[] = [
  [
    'an invoice that moves a bound',
    (at) => [files(RICH, [saveInvoice(join(at, 'i-1.csv'), '2026-10-03', '2026-11-02', 30)])],
  ],
  [
    'one in its place that leaves days in no period',
    (at) => [files(RICH, [saveInvoice(join(at, 'i-2.csv'), '2026-10-04', '2026-10-06', 30)], true)],
  ],
  ['another day of the anchor', () => [anchorDay(PLAIN, 31)]],
  [
    'another anchor, inside a day',
    (at) => [
      list(at, PLAIN, 'billable_usage_info', {
        covered: true,
        subscriptions: [
          {
            id: 'b',
            billing_cycle_anchor_timestamp: '2026-08-02T17:00:00Z',
            start_timestamp: '2026-08-02T17:00:00Z',
          },
        ],
      }),
    ],
  ],
  ['a clock inside of the period', () => [clock('2026-10-05T03:00:00Z')]],
  ['a clock long after it', () => [clock('2026-12-24T00:00:00Z')]],
];

const OTHERS: readonly Change[] = [
  ['the feed', (at) => [list(at, RICH, 'billable_usage', feedRows(RICH, ['2026-10-05'], 900))]],
  [
    'the feed again, of more days',
    (at) => [list(at, RICH, 'billable_usage', feedRows(RICH, ['2026-10-05', '2026-10-06'], 901))],
  ],
  [
    'logs of an account without answers, and of one with',
    (at) => [
      files(LOGGED, [saveLog(join(at, 'log-1.log'), ['2026-10-02', '2026-10-06'], 'a')]),
      files(RICH, [saveLog(join(at, 'log-2.log'), ['2026-10-02', '2026-10-05'], 'b')]),
    ],
  ],
  [
    'a log that delivers some events again',
    (at) => [files(RICH, [saveLog(join(at, 'log-3.log'), ['2026-10-02', '2026-10-06'], 'b')])],
  ],
  ['a log taken back', () => [undo(1, 'log')]],
  ['an answer and an invoice taken back', () => [undo(5, 'graphql'), undo(0, 'invoice')]],
  [
    'an account of which a list is known',
    (at) => [list(at, LISTED, 'durable_objects_namespaces', [namespace(ROOM, 'Room', 'edge')])],
  ],
  ['a suspect day accepted', () => [accept(RICH, ACTIVE, '2026-10-05')]],
];

export const CHANGES: readonly Change[] = [...ANSWERS, ...SILENCE, ...NAMES, ...PERIODS, ...OTHERS];

/** In which run of a sample each change comes: after all that it meets, the first if not named. */
const RUNS: Readonly<Record<string, number>> = {
  'a day pulled again, with an object less and one more': 1,
  'a day pulled again that shows nothing any more': 1,
  'a refusal, and an answer that is full at its limit': 1,
  'in the next one rows that its meters leave out': 1,
  'a map in its place': 1,
  'another day of the anchor': 1,
  'the feed again, of more days': 1,
  'a log that delivers some events again': 1,
  'several days over what single days and hours said': 2,
  'in the next one namespaces, which it had never shown': 2,
  'an object under another name': 2,
  'another anchor, inside a day': 2,
  'a log taken back': 2,
  'an hour of a day that two periods share': 3,
  'rows of a day that was not asked for': 3,
  'a namespace under another name, one of another script': 3,
  'an invoice that moves a bound': 3,
  'one in its place that leaves days in no period': 4,
  'a list of classes': 4,
  'a suspect day accepted': 4,
  'a clock inside of the period': 5,
  'a clock long after it': 6,
  'an answer and an invoice taken back': 6,
};

/** All changes, those that meet nothing of one another in one run: a run and a look cost most. */
export function inFewRuns(): Change[] {
  const unknown = Object.keys(RUNS).find((name) => !CHANGES.some(([says]) => says === name));
  if (unknown !== undefined) throw new Error(`no change is ${unknown}`);
  const last = Math.max(...Object.values(RUNS));
  return Array.from({ length: last + 1 }, (_, run): Change => {
    const own = CHANGES.filter(([says]) => (RUNS[says] ?? 0) === run);
    return [own.map(([says]) => says).join('; '), (at) => own.flatMap(([, fills]) => fills(at))];
  });
}
