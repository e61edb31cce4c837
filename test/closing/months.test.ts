// @module-tag journey
// Months are closed one after the other, with late usage between: each still verifies at the end.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporary } from '../support/temp.ts';
import { runs } from '../support/tier.ts';
import { Account } from './account.ts';

const folder = temporary(afterAll);
/** Thirteen of them in the soak. */
const MONTHS = [
  ...['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04'],
  ...['2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11'],
].slice(0, runs(3, 14));

const account = new Account(folder, 'months');
const ended = MONTHS.slice(0, -1);
const ISSUE = ['statements', 'issue', '--allow-incomplete'];

test('each month closes, and verifies after all that came later', {
  timeout: 900_000,
}, async () => {
  const base = (i: number) => 400_000 + i * 10_000;
  const millions = (month: string, perDay: number) => {
    const [year = 0, number = 0] = month.split('-').map(Number);
    return (perDay * new Date(Date.UTC(year, number, 0)).getUTCDate()) / 1_000_000 - 10;
  };
  for (const [i, month] of ended.entries()) {
    const next = `${MONTHS[i + 1]}`;
    const [before] = ended.slice(i - 1, i);
    const late =
      before === undefined
        ? []
        : [account.usage(before, base(i - 1) + 60_000, `${next}-01T07:00:00Z`)];
    const invoice = account.invoice(month, millions(month, base(i)));
    await account.load(`${next}-02`, account.usage(month, base(i)), invoice, ...late);
    expect(await account.run(`${next}-05`, 'close', month)).toMatchObject({ code: 0 });
  }
  const day = `${MONTHS.at(-1)}-20`;
  for (const month of ended) {
    const parts = await account.rows(day, 'close', 'verify', month);
    expect(parts.map(({ agrees }) => agrees)).toEqual(['yes', 'yes', 'yes', 'yes']);
  }
  const corrections = await account.rows(day, 'corrections');
  expect(corrections.map(({ period, booked_in }) => [period, booked_in])).toEqual(
    ended.slice(0, -1).map((month, i) => [`${month}-01`, `${ended[i + 1]}-01`]),
  );
  // What a close froze and its corrections make what the database has current_usd.
  const sums = await account.rows(
    day,
    'sql',
    `select c.period_id, any_value(c.predicted_usd) + coalesce(sum(k.change_usd), 0) as told,
       any_value(t.predicted_usd) as current_usd
     from ops.closes as c left join ops.corrections as k using (account, period_id, version)
     join report.totals as t using (account, period_id)
     group by c.period_id order by 1`,
  );
  expect(sums).toHaveLength(ended.length);
  for (const { told, current_usd } of sums) expect(told).toBe(current_usd);
});

test('pruned months keep their results, and the others still verify', {
  timeout: 600_000,
}, async () => {
  const day = `${MONTHS.at(-1)}-20`;
  const [oldest = '', newest = ''] = [ended[0], ended.at(-1)];
  const before = await account.run(day, 'close', 'show', oldest, '--format', 'json');
  const corrections = await account.rows(day, 'corrections');
  const breaks = await account.rows(day, 'breaks', '--period', oldest);
  const asked = await account.run(day, 'prune', '--keep', '1m');
  expect(asked).toMatchObject({ code: 2, out: '' });
  const pruned = await account.run(day, 'prune', '--keep', '1m', '--yes');
  expect(pruned).toMatchObject({ code: 0, out: '' });
  expect(pruned.err).toContain(`Closed, results stay: ${oldest}-01 of ${account.account}`);
  const verified = await account.run(day, 'close', 'verify', oldest, '--format', 'csv');
  expect(verified.code).toBe(0);
  expect(verified.out).toMatch(/^inputs,yes,.*\nkept results,yes,.*\nresults,not computed,/m);
  expect(verified.err).toContain('only the manifest and the kept results were checked');
  const compared = await account.run(day, 'compare', oldest);
  expect(compared).toMatchObject({ code: 2, out: '' });
  const again = /flaretally (close show \S+) prints/.exec(compared.err)?.[1] ?? '';
  expect(again).toContain(`${oldest}-01..`);
  expect((await account.run(day, ...again.split(' '))).code).toBe(0);
  const opened = await account.run(day, 'reopen', oldest, '--reason', 'the tenant map was wrong');
  expect(opened).toMatchObject({ code: 2, out: '' });
  expect(opened.err).toContain('error E_REOPEN_PRUNED');
  const empty = await account.run(day, 'reconcile', '--period', oldest);
  expect(empty).toMatchObject({ code: 5, out: '' });
  expect(empty.err).toContain(`Closed and pruned: flaretally close show ${oldest} prints`);
  const alone = ['reconcile', '--period', oldest, '--allow-incomplete', '--format', 'table'];
  const next = /^Next: flaretally (.*)$/m.exec((await account.run(day, ...alone)).out)?.[1] ?? '';
  expect(next).toMatch(/^close show /);
  expect(await account.run(day, ...next.split(' '))).toMatchObject({
    code: 0,
    out: expect.stringContaining('Workers requests'),
  });
  const month = ['report', 'chargeback', '--period', oldest, '--format', 'json'];
  const statement = await account.run(day, ...month);
  expect(statement).toMatchObject({ code: 5, out: '' });
  expect(statement.err).toContain('E_PERIOD_PRUNED');
  expect(statement.err).toContain(`flaretally close show ${oldest} prints`);
  for (const name of ['tenants', 'tenant-lines', 'chargeback-head']) {
    const parts = await account.run(day, 'report', name, '--period', oldest);
    expect(parts, name).toMatchObject({ code: 5, out: '' });
    expect(parts.err).toContain('E_PERIOD_PRUNED');
  }
  const gone = join(folder, 'gone');
  const alsoRefused = [
    ...[
      ['report', 'focus', '--out', gone],
      ['explain', 'workers.requests'],
    ],
    ...[
      ['explain', 'unattributed'],
      ['tenants', 'check'],
      ['tenants', 'suggest'],
    ],
    ['tenants', 'show', 'edge'],
  ];
  for (const words of alsoRefused) {
    const named = words.slice(0, 2).join(' ');
    expect((await account.run(day, ...words, '--period', newest)).code, named).toBe(0);
    rmSync(gone, { recursive: true, force: true });
    const refused = await account.run(day, ...words, '--period', oldest);
    expect(refused, named).toMatchObject({ code: 5, out: '' });
    expect(refused.err).toContain(
      `E_PERIOD_PRUNED: the rows of the period ${oldest}-01 were pruned`,
    );
    expect(refused.err).toContain(`flaretally close show ${oldest} prints`);
    expect(existsSync(gone)).toBe(false);
  }
  for (const words of [['report', 'dispute', 'workers.requests', '--out', gone], ISSUE]) {
    const refused = await account.run(day, ...words, '--period', oldest);
    expect(refused).toMatchObject({ code: 5, err: expect.stringContaining('E_PERIOD_PRUNED') });
  }
  expect((await account.run(day, 'report', 'tenants', '--period', newest)).code).toBe(0);
  const lines = await account.run(day, 'report', 'lines', '--period', oldest);
  expect(lines).toMatchObject({ code: 0, err: expect.stringContaining('Closed and pruned: ') });
  const parts = await account.rows(day, 'close', 'verify', newest);
  expect(parts.map(({ agrees }) => agrees)).toEqual(['yes', 'yes', 'yes', 'yes']);
  const after = await account.run(day, 'close', 'show', oldest, '--format', 'json');
  const { is_pruned: _now, ...shown } = JSON.parse(after.out);
  expect(JSON.parse(before.out)).toMatchObject(shown);
  await account.load(day, account.usage(newest, 700_000, `${day}T05:00:00Z`));
  const more = (await account.rows(day, 'corrections')).slice(corrections.length);
  expect(more.map(({ period }) => period)).toEqual([`${newest}-01`]);
  // What comes of a pruned month corrects nothing, and is named by the load and by the page.
  const later = account.usage(oldest, 900_000, `${day}T05:30:00Z`);
  const loaded = await account.run(day, 'load', later, '--account', account.account);
  expect(loaded.code).toBe(0);
  const file = later.split('/').at(-1);
  expect(loaded.err).toContain('1 file(s) of closed periods that were pruned');
  expect(loaded.err).toContain(`  ${file}: ${oldest}-01\n`);
  const page = await account.run(day, 'reconcile', '--period', oldest, '--format', 'table');
  const says = `Closed and pruned: 1 file(s) that came later correct nothing (${file})`;
  expect(page.out).toContain(says);
  expect(await account.rows(day, 'corrections')).toHaveLength(corrections.length + more.length);
  const [kept] = await account.rows(day, 'breaks', '--period', oldest);
  const { age_days: _age, ...known } = breaks[0] ?? {};
  expect(kept).toMatchObject({ state: 'open', usd: '-0.60', ...known });
  // Years later the account has stopped: no period is kept, and all of them can go.
  const late = await account.run('2031-06-20', 'prune', '--keep', '1m', '--yes');
  expect(late.err).toMatch(/Removed [1-9]\d* file\(s\)\.\n$/);
  expect(await account.rows('2031-06-20', 'close', 'list')).not.toEqual([]);
});
