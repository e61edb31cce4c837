// @module-tag journey
// Thresholds are rows of ref/signature_thresholds.csv: others tell other behaviours.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadAccounts } from '../support/accounts.ts';
import { ROOT, temporary } from '../support/temp.ts';
import { saveAccount } from './support/account.ts';
import { active, invoked, type Row, worker } from './support/row.ts';
import { accountOf, datesOf, foundIn, START } from './support/story.ts';

const folder = temporary(afterAll);
const CSV = 'ref/signature_thresholds.csv';

/** What each account does, from the day; each behaviour hangs on one threshold. */
const ACCOUNTS: Readonly<Record<string, (day: string) => Row[]>> = {
  // `rise_known_days`
  grown: (day) => [worker('hook', day === START ? 10_000_000 : 200_000)],
  // `launch_days`
  launched: (day) => [
    worker('api', 10),
    ...(day < '2026-10-08' ? [] : [worker('new', 10_000_000)]),
  ],
  // `launch_most_value`: $30.00 a day.
  dear: (day) => [worker('api', 10), ...(day < '2026-10-08' ? [] : [worker('new', 100_000_000)])],
  // `active_us`
  short: () =>
    [14, 15].flatMap((hour) => [
      active('Session', 'one', { active: 3600 }, hour),
      invoked('Session', 'one', 'alarm', 60, 3, { hour }),
    ]),
  // `long_part_of`: requests last for 60 % of the active time.
  long: () => [
    active('Checker', 'one', { active: 50_000 }),
    invoked('Checker', 'one', 'rpc', 1440, 30_000),
  ],
};

async function foundWith(name: string, queries?: string) {
  const accounts = Object.entries(ACCOUNTS).map(([account, rowsOf]) => {
    const own = { account: accountOf(account), folder: join(folder, name, account) };
    const days = datesOf('2026-10-01', START).map((day) => [day, rowsOf(day)] as const);
    saveAccount(own.folder, own.account, days);
    return { ...own, load: ['.'], anchorDay: 1 };
  });
  const wishes = { targets: ['findings.signatures'], ...(queries ? { queries } : {}) };
  const path = join(folder, `${name}.duckdb`);
  const db = await loadAccounts(path, accounts, new Date('2026-10-13T08:00:00Z'), wishes);
  const found = await foundIn(db);
  db.close();
  return Object.fromEntries(
    Object.keys(ACCOUNTS).map((account) => [
      account,
      found.filter((row) => row.account === accountOf(account)).map((row) => row.signature),
    ]),
  );
}

/** The rules with some thresholds changed. */
function rulesWith(changed: Readonly<Record<string, number>>): string {
  const rules = join(folder, 'rules');
  mkdirSync(join(rules, 'ref'), { recursive: true });
  cpSync(join(ROOT, 'queries', CSV), join(rules, CSV));
  const lines = readFileSync(join(rules, CSV), 'utf8').split('\n');
  const text = lines.map((line) => {
    const [threshold = '', value = ''] = line.split(',');
    const other = changed[threshold];
    return other === undefined ? line : line.replace(`,${value},`, `,${other},`);
  });
  writeFileSync(join(rules, CSV), text.join('\n'));
  return rules;
}

test('other thresholds, other behaviours', async () => {
  expect(await foundWith('ours')).toEqual({
    ...{ grown: ['multiplied'], launched: ['multiplied'], dear: ['multiplied'] },
    ...{ short: ['alarm_loop'], long: ['long_requests'] },
  });
  const rules = rulesWith({
    ...{ rise_known_days: 30, launch_days: 3, active_us: 8 * 3_600_000_000, long_part_of: 1 },
  });
  expect(await foundWith('others', rules)).toEqual({
    ...{ grown: [], launched: [], dear: [], short: [], long: ['idle_tail'] },
  });
}, 120_000);

test('what appeared and stayed is told if it costs more than a launch', async () => {
  const stayed = await foundWith('stayed', rulesWith({ launch_days: 3 }));
  expect(stayed).toMatchObject({ launched: [], dear: ['multiplied'] });
  const dearer = rulesWith({ launch_days: 3, launch_most_value: 40_000_000 });
  expect(await foundWith('dearer', dearer)).toMatchObject({ launched: [], dear: [] });
}, 120_000);
