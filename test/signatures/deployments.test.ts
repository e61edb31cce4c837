// @module-tag journey
// A behaviour is told with the deployments of its script just before it began, and no others.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { savingsPage } from '../../src/reports/savings-page.ts';
import type { Database } from '../../src/store/database.ts';
import { loadAccounts } from '../support/accounts.ts';
import { temporary } from '../support/temp.ts';
import { saveAccount } from './support/account.ts';
import { deployment, EMAIL, saveDeployments } from './support/deployment.ts';
import { active, each, invoked, type Row, worker } from './support/row.ts';
import { accountOf, datesOf, START } from './support/story.ts';

const DAY_S = 86_400;

/** Rooms that hibernate between messages, until they do not. */
const rooms = (isAwake: boolean): Row[] =>
  each(40, 'room', (name) => [
    active('Room', name, { active: isAwake ? DAY_S : 60, sockets: 8, inbound: isAwake ? 720 : 0 }),
    invoked('Room', name, 'http', 12, 1),
    ...(isAwake ? [] : [invoked('Room', name, 'hibernation', 720, 7)]),
  ]);

/** Scripts of which one takes far more CPU time than the others. */
const scripts = (isSlow: boolean): Row[] => [
  ...['a', 'b', 'c', 'd'].map((name) => worker(name, 200_000)),
  worker('app', 200_000, { cpuUs: isSlow ? 200_000 * 400_000 : 200_000 * 2000 }),
];

type Deployments = readonly ReturnType<typeof deployment>[];

/** What each account deployed, by script. */
const ACCOUNTS: Readonly<Record<string, Readonly<Record<string, Deployments>>>> = {
  one: {
    app: [
      deployment('1a2b3c4d', '2026-10-11T16:02:31.123456Z', "keep  rooms\nopen, don't sleep"),
      deployment('00000001', '2026-10-09T23:59:59Z', 'long before'),
    ],
    other: [deployment('00000002', '2026-10-11T12:00:00Z', 'of another script')],
  },
  none: {},
  many: {
    app: [
      deployment('00000005', '2026-10-13T00:00:00Z', 'after the first day'),
      deployment('00000014', '2026-10-12T09:00:00Z'),
      deployment('00000013', '2026-10-11T09:00:00Z', 'third'),
      deployment('00000012', '2026-10-10T10:00:00Z', 'second \u001b[31mred'),
      deployment('00000011', '2026-10-10T09:00:00Z', 'first'),
    ],
  },
  split: {
    app: [
      {
        ...deployment('00000021', '2026-10-12T09:00:00Z'),
        versions: [
          { version_id: 'aaaaaaaa-1', percentage: 90 },
          { version_id: 'bbbbbbbb-1', percentage: 9.5 },
          { version_id: 'cccccccc-1', percentage: 0.5 },
        ],
      },
    ],
  },
};

const folder = temporary(afterAll);
let db: Database;

beforeAll(async () => {
  const files = Object.entries(ACCOUNTS).map(([name, deployments]) => {
    const own = { account: accountOf(name), folder: join(folder, name) };
    mkdirSync(own.folder, { recursive: true });
    const rowsOf = name === 'split' ? scripts : rooms;
    const days = datesOf('2026-10-01', START).map((day) => [day, rowsOf(day === START)] as const);
    saveAccount(own.folder, own.account, days);
    for (const [script, all] of Object.entries(deployments)) {
      saveDeployments(own.folder, own.account, script, all);
    }
    return { ...own, load: ['.'], anchorDay: 1 };
  });
  const path = join(folder, 'deployments.duckdb');
  db = await loadAccounts(path, files, new Date('2026-10-13T08:00:00Z'), {
    targets: ['report.savings', 'findings.asked_scripts'],
  });
}, 120_000);

afterAll(() => db?.close());

async function savingsOf(name: string) {
  const [row, ...more] = await db.rows<{ place: string; deployments: string | null }>(
    `select place, first_on::varchar as first_on, deployments from report.savings
     where account = $1 order by place_number`,
    [accountOf(name)],
  );
  expect(more).toEqual([]);
  return row;
}

async function saysOf(name: string): Promise<string | undefined> {
  const [row] = await db.rows<{ says: string }>(
    'select says from findings.behaviours where account = $1',
    [accountOf(name)],
  );
  return row?.says;
}

const ONE =
  "Deployed 2026-10-11 16:02 UTC by wrangler: 'keep rooms open, don't sleep' (version 1a2b3c4d)";

test('objects that no longer hibernate: the deployment of the day before, and none long before', async () => {
  expect(await savingsOf('one')).toEqual({ place: 'Room', first_on: START, deployments: ONE });
  expect(await saysOf('one')).toContain(` ${ONE}. `);
});

test('nothing is said where no deployments are loaded', async () => {
  expect(await savingsOf('none')).toEqual({ place: 'Room', first_on: START, deployments: null });
  expect(await saysOf('none')).not.toContain('Deployed');
});

test('of several the newest three are told, and none in the sentence of the finding', async () => {
  const found = await savingsOf('many');
  expect(found?.deployments?.split('; ')).toEqual([
    'Deployed 2026-10-12 09:00 UTC by wrangler (version 00000014)',
    "Deployed 2026-10-11 09:00 UTC by wrangler: 'third' (version 00000013)",
    "Deployed 2026-10-10 10:00 UTC by wrangler: 'second \u001b[31mred' (version 00000012)",
    'and 1 before',
  ]);
  expect(await saysOf('many')).not.toContain('Deployed');
});

test('a place that is a script has its own deployments, and each version has its part', async () => {
  expect(await savingsOf('split')).toMatchObject({
    place: 'app',
    deployments:
      'Deployed 2026-10-12 09:00 UTC by wrangler ' +
      '(versions aaaaaaaa with 90 %, bbbbbbbb with 9.5 %, cccccccc with 0.5 %)',
  });
});

test('the page prints what people wrote so that it cannot control a terminal', async () => {
  const savings = await db.query('select * from report.savings order by all');
  const page = savingsPage(savings, undefined);
  expect(page).toContain(`    ${ONE}.\n`);
  expect(page).toContain("'second ␛[31mred'");
  expect(page).not.toContain('\u001b');
});

test('scripts with a behaviour are asked for', async () => {
  const asked = await db.rows('select distinct script from findings.asked_scripts');
  expect(asked).toEqual([{ script: 'app' }]);
});

test('who made a deployment is stored nowhere', async () => {
  const tables = await db.rows<{ name: string }>(
    `select schema_name || '.' || table_name as name from duckdb_tables()
     where schema_name in ('raw', 'staging')`,
  );
  for (const { name } of tables) {
    const kept = await db.rows(`select 1 from ${name} as t where t::varchar like '%${EMAIL}%'`);
    expect.soft(kept, name).toEqual([]);
  }
});
