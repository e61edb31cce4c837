// What arrives after a month was closed is a correction, and the close stays as it was.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { load } from '../../src/load.ts';
import { Database } from '../../src/store/database.ts';
import { takeLock } from '../../src/store/lock.ts';
import { ROOT, temporary } from '../support/temp.ts';
import { Account, type Row } from './account.ts';

const folder = temporary(afterAll);
const OTHER = '6b'.repeat(16);

const changes = (rows: readonly Row[]) =>
  rows.map(({ line, side, was_usd, is_usd, change_usd }) => [
    ...[line, side, was_usd, is_usd, change_usd],
  ]);

const REQUESTS = 'Workers requests';
const BOOKED = 'Workers Standard Requests (first 10M are included)';
const OK = { code: 0 };

let october: Account;

beforeAll(async () => {
  october = new Account(folder, 'october');
  const files = [october.usage('2026-10', 500_000), october.invoice('2026-10', 5.5)];
  await october.load('2026-11-02', ...files);
  expect(await october.run('2026-11-05', 'close', '2026-10')).toMatchObject(OK);
});

/** October, invoiced as it is predicted and closed. */
const closed = (name: string) => october.copy(name);

async function expectVerified(account: Account, day: string) {
  const verified = await account.rows(
    day,
    'close',
    'verify',
    '2026-10',
    '--account',
    account.account,
  );
  expect(verified.map(({ part, agrees }) => [part, agrees])).toEqual([
    ...[
      ['inputs', 'yes'],
      ['kept results', 'yes'],
      ['rules', 'yes'],
      ['results', 'yes'],
    ],
  ]);
}

describe('a closed month', { timeout: 240_000 }, () => {
  test('refuses without an invoice, and takes a late one as corrections', {
    tags: 'journey',
  }, async () => {
    const account = new Account(folder, 'late-invoice');
    await account.load('2026-11-02', account.usage('2026-10', 500_000), '--anchor-day', '1');
    const refused = await account.run('2026-11-05', 'close', '2026-10');
    expect(refused).toMatchObject({ code: 3, out: '' });
    expect(refused.err).toContain('there is no invoice to compare with');
    const reason = ['--reason', 'the invoice is late'];
    expect(await account.run('2026-11-05', 'close', '2026-10', ...reason)).toMatchObject(OK);
    expect(await account.rows('2026-11-06', 'corrections')).toEqual([]);
    await account.load('2026-11-09', account.invoice('2026-10', 5.5, [], 'late.csv'));
    const found = await account.rows('2026-11-09', 'corrections');
    expect(changes(found)).toEqual([
      ...[[REQUESTS, 'invoiced', null, '1.80', '1.80']],
      ...[['Workers Paid plan', 'invoiced', null, '5.00', '5.00']],
    ]);
    expect(found.map(({ cause, booked_in }) => [cause, booked_in])).toEqual([
      ...[
        ['late.csv', '2026-11-01'],
        ['late.csv', '2026-11-01'],
      ],
    ]);
    await expectVerified(account, '2026-11-10');
  });

  test('takes late usage once, and back again where it was wrong', async () => {
    const account = closed('late-usage');
    const more = account.usage('2026-10', 530_000, '2026-11-06T06:00:00Z');
    await account.load('2026-11-07', more);
    const first = await account.rows('2026-11-07', 'corrections');
    expect(changes(first)).toEqual([[REQUESTS, 'predicted', '1.80', '2.10', '0.30']]);
    expect(first[0]).toMatchObject({
      was_quantity: '15500000.000000000',
      is_quantity: '16430000.000000000',
    });
    await account.load('2026-11-08', more);
    expect(await account.rows('2026-11-08', 'corrections')).toEqual(first);
    await account.load('2026-11-09', account.usage('2026-10', 500_000, '2026-11-08T06:00:00Z'));
    expect(changes(await account.rows('2026-11-09', 'corrections'))).toEqual([
      [REQUESTS, 'predicted', '1.80', '2.10', '0.30'],
      [REQUESTS, 'predicted', '2.10', '1.80', '-0.30'],
    ]);
    await expectVerified(account, '2026-11-10');
  });

  test('keeps the shares of its tenants, and another map is no correction', {
    tags: 'journey',
  }, async () => {
    const account = closed('tenants');
    const map = join(folder, 'later-map.csv');
    writeFileSync(map, 'tenant,kind,value\nacme,script,edge\n');
    await account.load('2026-11-07', map);
    const shares = await account.rows('2026-11-08', 'report', 'tenants', '--period', '2026-10');
    expect(shares.map(({ tenant, predicted_usd }) => [tenant, predicted_usd])).toEqual([
      ['acme', '1.80'],
      ['unattributed', '5.00'],
    ]);
    const { code, out, err } = await account.run('2026-11-08', 'corrections');
    expect(code).toBe(0);
    expect(out + err).toContain('No line of a closed period has changed.');
    const shown = await account.run('2026-11-08', 'close', 'show', '2026-10', '--format', 'json');
    expect(JSON.parse(shown.out).tenants).toMatchObject([
      { tenant: 'unattributed', predicted_usd: '6.80' },
    ]);
    // What was counted has another name than what a bill would print: 10 million are included.
    const requests = JSON.parse(shown.out).lines.find(
      ({ line }: { line: string }) => line === 'Workers requests',
    );
    expect(requests).toMatchObject({ used_quantity: '15500000.000000000' });
    expect(requests).not.toHaveProperty('predicted_quantity');
    await expectVerified(account, '2026-11-10');
  });

  test('takes a credit note on the next invoice', { tags: 'journey' }, async () => {
    const account = closed('credit-note');
    const credit = account.line(
      '2026-10',
      'Workers Standard Requests (first 10M are included)',
      '-0.30',
    );
    const november = [
      account.usage('2026-11', 500_000),
      account.invoice('2026-11', 5, [credit, account.line('2026-10', 'Account credit', '-1.00')]),
    ];
    await account.load('2026-12-02', ...november);
    const found = await account.rows('2026-12-02', 'corrections');
    expect(changes(found)).toEqual([
      ['Account credit', 'invoiced', null, '-1.00', '-1.00'],
      [REQUESTS, 'invoiced', '1.80', '1.50', '-0.30'],
    ]);
    expect(new Set(found.map(({ booked_in }) => booked_in))).toEqual(new Set(['2026-11-01']));
    expect(await account.rows('2026-12-02', 'corrections', '--period', '2026-11')).toEqual(found);
    await expectVerified(account, '2026-12-03');
  });

  test('takes another invoice in the place of a voided one', { tags: 'journey' }, async () => {
    const account = closed('voided');
    const again = account.invoice('2026-10', 6.5);
    await account.run('2026-11-09', 'load', again, '--account', account.account, '--replace');
    expect(changes(await account.rows('2026-11-09', 'corrections'))).toEqual([
      [REQUESTS, 'invoiced', '1.80', '2.10', '0.30'],
    ]);
    await expectVerified(account, '2026-11-10');
  });

  test('takes a plan that changed inside the period', { tags: 'journey' }, async () => {
    const account = closed('plan');
    const lines = [
      account.line(
        '2026-10',
        'Unused time on Images Stream Bundle Basic after 12 Oct 2026',
        '-3.23',
        '1',
      ),
      account.line('2026-10', 'Remaining time on Workers Paid after 12 Oct 2026', '3.23', '1'),
    ];
    await account.load('2026-11-09', account.bill('IN-plan', lines));
    const found = await account.rows('2026-11-09', 'corrections');
    expect(found.reduce((sum, { change_usd }) => sum + Number(change_usd), 0)).toBe(0);
    expect(found).toHaveLength(2);
    await expectVerified(account, '2026-11-10');
  });

  test('is opened again, and closed as version 2', { tags: 'journey' }, async () => {
    const account = closed('reopened');
    const late = account.usage('2026-10', 530_000, '2026-11-06T06:00:00Z');
    const reopen = ['reopen', '2026-10', '--reason', 'usage was late'];
    expect(await account.run('2026-11-07', ...reopen)).toMatchObject(OK);
    expect(await account.run('2026-11-07', ...reopen)).toMatchObject({ code: 2 });
    await account.load('2026-11-08', late);
    expect(await account.rows('2026-11-08', 'corrections')).toEqual([]);
    const refused = await account.run('2026-11-08', 'close', '2026-10');
    expect(refused).toMatchObject({ code: 3, out: '' });
    const [found] = await account.rows('2026-11-08', 'breaks');
    expect(found).toMatchObject({ line: REQUESTS, state: 'open', usd: '-0.30' });
    const why = ['--reason', 'billed in November'];
    expect(
      await account.run('2026-11-08', 'breaks', 'accept', `${found?.id}`, ...why),
    ).toMatchObject(OK);
    const [again] = await account.rows('2026-11-08', 'close', '2026-10');
    expect(again).toMatchObject({ version: '2', predicted_usd: '7.10', invoiced_usd: '6.80' });
    const versions = await account.rows('2026-11-08', 'close', 'list');
    expect(
      versions.map(({ version, state, predicted_usd }) => [version, state, predicted_usd]),
    ).toEqual([
      [2, 'closed', '7.10'],
      [1, 'reopened', '6.80'],
    ]);
    await expectVerified(account, '2026-11-09');
  });

  test('takes back, when it is opened, what moved at $0.00 and a line that went', {
    tags: 'journey',
  }, async () => {
    const account = closed('taken-back');
    await account.load('2026-11-06', account.usage('2026-10', 510_000, '2026-11-06T05:00:00Z'));
    const other = account.invoice('2026-10', 6.5);
    const none = account.bill('IN-2026-10', [account.line('2026-11', 'Workers Paid', '5.00', '1')]);
    for (const file of [other, none])
      await account.run('2026-11-07', 'load', file, '--account', account.account, '--replace');
    expect(changes(await account.rows('2026-11-07', 'corrections'))).toEqual([
      [REQUESTS, 'predicted', '1.80', '1.80', '0.00'],
      [REQUESTS, 'invoiced', '1.80', '2.10', '0.30'],
      [REQUESTS, 'invoiced', '2.10', null, '-2.10'],
    ]);
    const reopen = ['reopen', '2026-10', '--reason', 'another invoice'];
    expect(await account.run('2026-11-08', ...reopen)).toMatchObject(OK);
    const back = (await account.rows('2026-11-08', 'corrections')).slice(3);
    expect(changes(back)).toEqual([
      [REQUESTS, 'invoiced', null, '1.80', '1.80'],
      [REQUESTS, 'predicted', '1.80', '1.80', '0.00'],
    ]);
    expect(back.map(({ was_quantity, is_quantity }) => [was_quantity, is_quantity])).toEqual([
      [null, '5500000.000000000'],
      ['15810000.000000000', '15500000.000000000'],
    ]);
  });

  test('of one account does not touch another', { tags: 'journey' }, async () => {
    const account = closed('two');
    const other = account.other(OTHER);
    await other.load('2026-11-06', other.usage('2026-10', 600_000), other.invoice('2026-10', 8.6));
    expect(await account.run('2026-11-07', 'close', '2026-10')).toMatchObject({ code: 2 });
    const theirs = ['close', '2026-10', '--account', OTHER];
    expect(await account.run('2026-11-07', ...theirs)).toMatchObject(OK);
    await other.load('2026-11-08', other.usage('2026-10', 640_000, '2026-11-07T06:00:00Z'));
    const found = await account.rows('2026-11-08', 'corrections');
    expect(found.map((row) => row.account)).toEqual([OTHER]);
    await expectVerified(account, '2026-11-09');
    await expectVerified(other, '2026-11-09');
  });

  test('of two accounts that become one is closed in each, and nothing is doubled', {
    tags: 'journey',
  }, async () => {
    const rest = new Account(folder, 'merged');
    const gone = rest.other(OTHER);
    const line = gone.line('2026-10', BOOKED, '1.50', '5000000');
    await gone.load(
      '2026-11-02',
      gone.usage('2026-10', (day) => (day <= 15 ? 1_000_000 : 0)),
      gone.bill('IN-last', [line]),
    );
    await rest.load(
      '2026-11-02',
      rest.usage('2026-10', (day) => (day <= 15 ? 500_000 : 1_500_000)),
      rest.invoice('2026-10', 21.5),
    );
    const theirs = ['close', '2026-10', '--account'];
    const why = ['--reason', 'the account has ended: its plan is not charged again'];
    const [ended] = await gone.rows('2026-11-05', ...theirs, OTHER, ...why);
    const [whole] = await rest.rows('2026-11-05', ...theirs, rest.account);
    expect(ended).toMatchObject({ predicted_usd: '6.50', invoiced_usd: '1.50' });
    expect(whole).toMatchObject({ predicted_usd: '11.60', invoiced_usd: '11.60' });
    const november = [rest.usage('2026-11', 1_500_000), rest.invoice('2026-11', 35)];
    await rest.load('2026-12-02', ...november);
    expect(await rest.rows('2026-12-02', 'corrections')).toEqual([]);
    const { out } = await rest.run(
      '2026-12-02',
      'sql',
      `select account[1:2] as account, period_id, sum(total)::varchar as requests
       from usage.period_totals where meter = 'workers.requests' and total > 0
       group by all order by all`,
      ...['--format', 'csv'],
    );
    expect(out.trimEnd().split('\n').slice(1)).toEqual([
      '5a,2026-10-01,31500000',
      '5a,2026-11-01,45000000',
      '6b,2026-10-01,15000000',
    ]);
    await expectVerified(gone, '2026-12-03');
    await expectVerified(rest, '2026-12-03');
  });

  /** Rules by which a million requests costs twice as much. */
  function costlierRules(): string {
    const queries = join(folder, 'costlier');
    mkdirSync(join(queries, 'ref'), { recursive: true });
    const book = readFileSync(join(ROOT, 'queries/ref/price_book.csv'), 'utf8');
    const costlier = book.replace(/^(workers\.requests,request,1000000),0\.3,/m, '$1,0.60,');
    expect(costlier).not.toBe(book);
    writeFileSync(join(queries, 'ref/price_book.csv'), costlier);
    return queries;
  }

  test('is no correction by other rules, though it came while the load waited', {
    tags: 'journey',
  }, async () => {
    const account = new Account(folder, 'waited', october.account);
    const unlock = await takeLock(account.db, 'cp', new Date());
    const locks = () =>
      readdirSync(folder).filter((name) => name.startsWith('waited.duckdb.lock.'));
    const held = locks().length;
    const loaded = load([account.usage('2026-10', 530_000, '2026-11-06T06:00:00Z')], {
      db: account.db,
      account: account.account,
      queries: costlierRules(),
      waitMs: 60_000,
      now: new Date('2026-11-07T06:00:00Z'),
    });
    while (locks().length <= held) await new Promise((resolve) => setImmediate(resolve));
    copyFileSync(october.db, account.db);
    unlock();
    await loaded;
    const found = await account.rows('2026-11-07', 'corrections');
    expect(changes(found)).toEqual([[REQUESTS, 'predicted', '3.60', '4.20', '0.60']]);
  });

  test('is no correction where other rules make it differ', { tags: 'journey' }, async () => {
    const account = closed('rules');
    const queries = costlierRules();
    const ours = ['--queries', queries];
    const [line] = await account.rows('2026-11-06', 'compare', '2026-10', ...ours);
    expect(line).toMatchObject({ frozen_predicted_usd: '1.80', predicted_usd: '3.60' });
    await account.load(
      '2026-11-07',
      account.usage('2026-10', 530_000, '2026-11-06T06:00:00Z'),
      ...ours,
    );
    const found = await account.rows('2026-11-07', 'corrections');
    expect(changes(found)).toEqual([[REQUESTS, 'predicted', '3.60', '4.20', '0.60']]);
    const other = await account.run('2026-11-08', 'close', 'verify', '2026-10', ...ours);
    expect(other.code).toBe(1);
    expect(other.out).toContain('first difference: Workers requests was predicted $1.80');
    await expectVerified(account, '2026-11-08');
  });

  test('is not verified after somebody has changed a row, of it or of its inputs', {
    tags: 'journey',
  }, async () => {
    const verify = ['close', 'verify', '2026-10'];
    const meddled = async (name: string, sql: string) => {
      const account = closed(name);
      const db = await Database.open(account.db);
      await db.run(sql);
      db.close();
      return account.run('2026-11-06', ...verify);
    };
    const cent = await meddled('cent', 'update ops.close_lines set predicted_usd = 1.81');
    expect(cent).toMatchObject({ code: 1 });
    expect(cent.out).toContain('what the close keeps was changed afterwards: kept results');
    const sql = 'update raw.workers_invocations set requests = 9000000 where row_number = 1';
    const usage = await meddled('usage', sql);
    expect(usage).toMatchObject({ code: 1 });
    expect(usage.out).toContain('first difference: Workers requests was predicted $1.80');
    const gone = await meddled('gone', "delete from raw.loads where kind = 'graphql'");
    expect(gone).toMatchObject({ code: 5 });
    expect(gone.out).toContain('only the manifest and the kept results were checked');
  });

  test('has the same content as before it was closed', { tags: 'journey' }, async () => {
    const account = new Account(folder, 'content');
    const files = [account.usage('2026-10', 500_000), account.invoice('2026-10', 5.5)];
    await account.load('2026-11-02', ...files);
    const digest = () =>
      account.rows('2026-11-05', 'check', '--digest', 'report.lines', 'raw.loads');
    const before = await digest();
    expect(await account.run('2026-11-05', 'close', '2026-10')).toMatchObject(OK);
    expect(await digest()).toEqual(before);
    const page = await account.run('2026-11-05', 'reconcile', '--period', '2026-10');
    expect(page.out).toContain('Closed on 2026-11-05, version 1: predicted $6.80, invoiced $6.80.');
  });
});
