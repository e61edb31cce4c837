// Questions on accounts that are not the demo: two months, user Workers, answers that were revised,
// logs, and an account that uses nothing.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { load } from '../../src/load.ts';
import { ask as answer } from '../../src/questions/ask.ts';
import { readQuestions } from '../../src/questions/list.ts';
import { givenValues } from '../../src/questions/values.ts';
import { choosePeriod } from '../../src/reading/choose-period.ts';
import { readForStatements } from '../../src/reports/database.ts';
import { ACCOUNT, envelope } from '../answers/answers.ts';
import { Account } from '../closing/account.ts';
import { filesOf, placeLoaded } from '../support/loaded.ts';
import { run } from '../support/run.ts';
import { golden, ROOT, temporary } from '../support/temp.ts';

const folder = temporary(afterAll);
const small = new Account(folder, 'months');
const ask = (name: string, ...more: string[]) => small.rows('2026-12-20', 'ask', name, ...more);

test('month against month, by lines and by tenants, and days that were revised', {
  tags: 'journey',
}, async () => {
  const october = small.usage('2026-10', 400_000);
  const november = small.usage('2026-11', 900_000);
  const bills = [small.invoice('2026-10', 2.4), small.invoice('2026-11', 17)];
  await small.load('2026-12-20', october, november, ...bills, '--anchor-day', '1');
  // 12.4 million requests are 3 blocks of $0.30, 27 million are 17.
  const moved = { before_usd: '0.90', now_usd: '5.10', change_usd: '4.20' };
  const line = 'Workers requests';
  expect(await ask('top-movers', '--period', '2026-11')).toEqual([{ line, ...moved }]);
  expect(await ask('months', '--period', '2026-11')).toContainEqual({
    ...{ tenant: 'unattributed', line },
    ...moved,
  });
  expect(await ask('months', '--period', '2026-11', '--param', 'tenant=acme')).toEqual([]);
  const back = ['--period', '2026-10', '--param', 'before=2026-11-01'];
  expect(await ask('top-movers', ...back)).toMatchObject([{ line, change_usd: '-4.20' }]);

  expect(await ask('revised-days', '--period', '2026-11')).toEqual([]);
  await small.load('2026-12-20', small.usage('2026-11', 990_000, '2026-12-05T06:00:00Z'));
  const revised = await ask('revised-days', '--period', '2026-11');
  expect(revised).toHaveLength(30 * 2);
  expect(revised.find(({ meter }) => meter === 'workers.requests')).toMatchObject({
    ...{ changes: '1', first_total: '900000', last_total: '990000', moved: '90000' },
    moved_percent: '10.000000000',
  });
});

test('user Workers by dispatch namespace', { tags: 'journey' }, async () => {
  const row = (scriptName: string, dispatchNamespaceName: string, requests: number) => ({
    dimensions: {
      ...{ date: '2026-10-02', scriptName, dispatchNamespaceName, isDispatcher: 0 },
      status: 'success',
    },
    sum: { requests, cpuTimeUs: requests * 1500 },
  });
  const rows = [row('shop', 'live', 25_000_000), row('site', 'live', 4), row('site', 'stage', 7)];
  const split = 'date scriptName dispatchNamespaceName isDispatcher status';
  writeFileSync(join(folder, 'a.json'), envelope(JSON.stringify(rows), '2026-10-02', split));
  const db = ['--db', 'platform.duckdb'];
  const argv = ['load', 'a.json', '--account', ACCOUNT, ...db, '--anchor-day', '1'];
  expect(await run(argv, folder)).toMatchObject({ code: 0 });
  const asked = ['ask', 'dispatch-namespaces', ...db, '--format', 'json', '--period', '2026-10'];
  const { out } = await run(asked, folder);
  expect(JSON.parse(out).rows).toMatchObject([
    {
      dispatch_namespace: 'live',
      user_workers: '2',
      requests: '25000004',
      cpu_ms: '37500006.000000000',
    },
    { dispatch_namespace: 'stage', user_workers: '1', requests: '7', cpu_ms: '10.500000000' },
  ]);
});

test('log events of each invocation', { tags: 'journey' }, async () => {
  const story = 'analytics-and-logs';
  const files = filesOf(story, ['usage', 'rest', 'invoice.csv', 'logs']);
  const db = ['--db', 'events.duckdb'];
  const now = new Date('2026-11-21T06:00:00Z');
  await load(files, { db: join(folder, 'events.duckdb'), now });
  const { out } = await run(['ask', 'log-events', ...db, '--format', 'json'], folder);
  const logs = join(ROOT, 'fixtures', story, 'logs');
  const lines = readdirSync(logs).flatMap((file) =>
    readFileSync(join(logs, file), 'utf8').trim().split('\n'),
  );
  // One line was delivered twice.
  const events = [...new Set(lines)].map(
    (line) => JSON.parse(line) as { ScriptName: string; Logs?: unknown[] },
  );
  const rows = JSON.parse(out).rows as Record<string, string>[];
  expect(rows.map(({ script }) => script).sort()).toEqual(
    [...new Set(events.map(({ ScriptName }) => ScriptName))].sort(),
  );
  for (const row of rows) {
    const own = events.filter(({ ScriptName }) => ScriptName === row.script);
    const lines = own.reduce((count, { Logs }) => count + (Logs?.length ?? 0), 0);
    expect(row).toMatchObject({ invocations: `${own.length}`, log_lines: `${lines}` });
    const each = ((own.length + lines) / own.length).toFixed(9);
    expect(row.events_per_invocation).toBe(each);
  }
});

test('an account that uses nothing gets rows or a sentence, never an empty table', async () => {
  const path = await placeLoaded('empty-account', join(folder, 'empty.duckdb'));
  const answers = await readForStatements(path, undefined, async (db) => {
    const period = await choosePeriod(db, { now: new Date() });
    const lines: string[] = [];
    for (const question of readQuestions(undefined)) {
      const { rows, foot } = await answer(db, question, period, givenValues(question, []));
      lines.push(`${question.name}: ${rows.rows.length > 0 ? 'rows' : foot[0]}\n`);
    }
    return lines.join('');
  });
  const page = fileURLToPath(new URL('empty.golden.txt', import.meta.url));
  expect(answers).toBe(golden(page, answers));
  const { out } = await run(['ask', 'd1-databases', '--db', path, '--format', 'table'], folder);
  expect(out).toMatch(/^Queries of each D1 database.*\n\nNot known: .*\nAccount .*\n$/);
});
