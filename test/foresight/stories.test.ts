// What public cases tell of is told on its first whole day, by place, tenant and dollars, and an
// account that was always so raises no alarm.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../../src/rules/build.ts';
import { readCatalog } from '../../src/rules/catalog.ts';
import type { Database } from '../../src/store/database.ts';
import { STORIES } from '../signatures/stories/index.ts';
import { saveAccount } from '../signatures/support/account.ts';
import { type Row, worker } from '../signatures/support/row.ts';
import { accountOf, datesOf, type Rows, START } from '../signatures/support/story.ts';
import { loadAccounts } from '../support/accounts.ts';
import { temporary } from '../support/temp.ts';

const FIRST = '2026-09-20';
const NOW = new Date('2026-10-13T08:00:00Z');

const MAP = `tenant,kind,value,match
acme,namespace,HelperAgent,exact
acme,namespace,Room,exact
acme,d1_database,jobs,exact
acme,script,api,prefix
`;

interface Told {
  says: string;
  meter: string;
  place: string;
  before: Rows;
  burning: Rows;
}

const TOLD: readonly Told[] = [
  publicCase(
    'an alarm loop',
    'an alarm every 30 s, and state in memory',
    'durable_objects.active_us',
  ),
  publicCase(
    ...['a class that stopped hibernating', 'a class that no longer hibernates'],
    'durable_objects.active_us',
  ),
  publicCase(
    ...['an explosion of rows read', 'a job looks for its next task without an index'],
    'd1.rows_read',
  ),
  publicCase('a retry storm', 'a client that asks again at once', 'workers.requests'),
  {
    ...{ says: 'a new preview', meter: 'workers.requests', place: 'api-pr-12' },
    before: [worker('api', 500_000)],
    burning: [worker('api', 500_000), worker('api-pr-12', 1_500_000)],
  },
];

interface Found {
  account: string;
  meter: string;
  place: string;
  tenant: string;
  first_on: string;
  usd_month: string;
}

const folder = temporary(afterAll);
let db: Database;
let found: Found[];

beforeAll(async () => {
  const files = TOLD.flatMap(({ before, burning }, i) => [
    saved(`story ${i}`, before, burning),
    saved(`always ${i}`, burning, burning),
  ]);
  db = await loadAccounts(join(folder, 'changes.duckdb'), files, NOW, {
    targets: ['params.periods'],
  });
  await db.run(
    `insert into params.as_of
     select account, period_id, null, null from params.periods where period_id = '2026-10-01'`,
  );
  await build(db, readCatalog(), ['report.anomalies']);
  found = await db.rows<Found>(
    `select account, meter, place, tenant, first_on::varchar as first_on, usd_month
     from report.anomalies`,
  );
}, 120_000);

afterAll(() => db?.close());

test.each(TOLD.map((told, i) => ({ ...told, i })))('$says', ({ i, meter, place }) => {
  const own = found.filter(({ account }) => account === accountOf(`story ${i}`));
  const alarm = own.find((one) => one.meter === meter && one.place === place);
  expect(alarm, JSON.stringify(own)).toMatchObject({ first_on: START, tenant: 'acme' });
  expect(Number(alarm?.usd_month)).toBeGreaterThanOrEqual(5);
  expect(found.filter(({ account }) => account === accountOf(`always ${i}`))).toEqual([]);
});

function publicCase(says: string, title: string, meter: string): Told {
  const story = STORIES.find((one) => one.title === title);
  if (!story) throw new Error(`there is no story "${title}"`);
  const { place, before, burning } = story;
  return { says, meter, place, before, burning };
}

function saved(name: string, before: Rows, burning: Rows) {
  const own = join(folder, name);
  mkdirSync(own);
  const days = datesOf(FIRST, START).map(
    (day) => [day, rowsOf(day === START ? burning : before, day)] as const,
  );
  saveAccount(own, accountOf(name), days);
  writeFileSync(join(own, 'tenants.csv'), MAP);
  return { account: accountOf(name), folder: own, load: ['.'], anchorDay: 1 };
}

function rowsOf(rows: Rows, day: string): readonly Row[] {
  return typeof rows === 'function' ? rows(day) : rows;
}
