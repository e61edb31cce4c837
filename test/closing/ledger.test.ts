// @module-tag journey
// Every cent of a closed period has one place: what its close froze, and corrections that are booked
// in periods that were open. A calculator of its own says what each must come to.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { temporary } from '../support/temp.ts';
import { IS_SOAK } from '../support/tier.ts';
import { Account } from './account.ts';

const folder = temporary(afterAll);
const OTHER = '7c'.repeat(16);
const ALL_THE_SAME = ['--reason', 'billed later'];

/** Cents of a month of so many days: the plan, and each begun million requests over ten. */
const cents = (days: number, perDay: number) =>
  500 + 30 * Math.ceil(Math.max(0, days * perDay - 10_000_000) / 1_000_000);

const inCents = (usd: string | null | undefined) => Math.round(Number(usd ?? 0) * 100);

function begin(name: string): Account {
  mkdirSync(join(folder, name));
  return new Account(join(folder, name), name);
}

async function ok(account: Account, day: string, ...argv: readonly string[]) {
  const ran = await account.run(day, ...argv);
  if (ran.code !== 0) throw new Error(`${argv.join(' ')}: ${ran.err}`);
  return ran;
}

/** Cents that corrections book, by the period that they are booked in. */
async function booked(account: Account, side = 'predicted') {
  const sums: Record<string, number> = {};
  for (const row of await account.rows('2027-01-30', 'corrections')) {
    if (row.side !== side || row.account !== account.account) continue;
    const into = `${row.booked_in}`.slice(0, 7);
    sums[into] = (sums[into] ?? 0) + inCents(row.change_usd);
  }
  return sums;
}

/** Cents of a period as it is told: its close that holds, and all corrections of the period. */
async function told(account: Account, month: string): Promise<number> {
  const of = ['--account', account.account];
  const closes = await account.rows('2027-01-30', 'close', 'list', ...of);
  const close = closes.find((row) => `${row.starts_on}` === `${month}-01`);
  const corrections = await account.rows('2027-01-30', 'corrections', ...of);
  return corrections
    .filter(({ period, side }) => period === `${month}-01` && side === 'predicted')
    .reduce((sum, { change_usd }) => sum + inCents(change_usd), inCents(close?.predicted_usd));
}

const october = (account: Account, perDay: number, day: string) =>
  account.usage('2026-10', perDay, `${day}T05:00:00Z`);

describe('a ledger', { timeout: 240_000 }, () => {
  test('of a period that is opened, closed and corrected again counts nothing twice', async () => {
    const account = begin('again');
    const invoice = account.invoice('2026-10', 5.5);
    await account.load('2026-11-03', october(account, 500_000, '2026-11-02'), invoice);
    await ok(account, '2026-11-04', 'close', '2026-10');
    await account.load('2026-11-07', october(account, 530_000, '2026-11-07'));
    expect(await booked(account)).toEqual({ '2026-11': 30 });
    await ok(account, '2026-11-08', 'reopen', '2026-10', ...ALL_THE_SAME);
    expect(await booked(account)).toEqual({ '2026-11': 0 });
    await ok(account, '2026-11-09', 'close', '2026-10', ...ALL_THE_SAME);
    expect(await told(account, '2026-10')).toBe(cents(31, 530_000));

    await account.load('2026-11-10', october(account, 560_000, '2026-11-10'));
    const november = [account.usage('2026-11', 500_000), account.invoice('2026-11', 5)];
    await account.load('2026-12-03', ...november);
    await ok(account, '2026-12-05', 'close', '2026-11');
    await account.load('2026-12-06', october(account, 600_000, '2026-12-06'));
    expect(await told(account, '2026-10')).toBe(cents(31, 600_000));
    const [first, second] = [530_000, 560_000].map((perDay) => cents(31, perDay));
    const last = cents(31, 600_000);
    const own = { '2026-11': Number(second) - Number(first), '2026-12': last - Number(second) };
    expect(await booked(account)).toEqual(own);
    // What November has told stays told: December takes it back.
    await ok(account, '2026-12-07', 'reopen', '2026-10', ...ALL_THE_SAME);
    await ok(account, '2026-12-08', 'close', '2026-10', ...ALL_THE_SAME);
    expect(await told(account, '2026-10')).toBe(last);
    expect(await booked(account)).toEqual({ ...own, '2026-12': -own['2026-11'] });
    for (const month of ['2026-10', '2026-11']) {
      const parts = await account.rows('2026-12-21', 'close', 'verify', month);
      expect(parts.map(({ agrees }) => agrees)).toEqual(['yes', 'yes', 'yes', 'yes']);
    }
  });

  test('is the same whatever the clock says', async () => {
    const account = begin('clock');
    const files = [october(account, 500_000, '2026-11-02'), account.usage('2026-11', 500_000)];
    await account.load('2026-12-02', ...files);
    for (const month of ['2026-10', '2026-11'])
      await ok(account, '2026-12-05', 'close', month, ...ALL_THE_SAME);
    // Two days back: still after both closes, which is what counts.
    await account.load('2026-12-03', october(account, 530_000, '2026-12-06'));
    await account.load('2026-12-20', account.usage('2026-12', 100_000, '2026-12-20T05:00:00Z'));
    expect(await booked(account)).toEqual({ '2026-12': 30 });
    const future = await account.run('2026-11-30', 'close', '2026-12', ...ALL_THE_SAME);
    expect(future).toMatchObject({ code: 2, err: expect.stringContaining('E_CLOSE_RUNNING') });
    const running = await account.run('2026-12-31', 'close', '2026-12', ...ALL_THE_SAME);
    expect(running).toMatchObject({ code: 2, err: expect.stringContaining('E_CLOSE_RUNNING') });
  });

  test('of breaks has no negative age after the clock was put back', async () => {
    const account = begin('age');
    const usage = october(account, 530_000, '2026-11-01');
    await account.load('2026-11-06', usage, account.invoice('2026-10', 5.5));
    await account.load('2026-11-04', october(account, 530_001, '2026-11-02'));
    const [found] = await account.rows('2026-11-04', 'breaks');
    expect(found).toMatchObject({ age_days: '0', last_seen_on: '2026-11-06' });
  });

  test.runIf(IS_SOAK)('keeps two accounts apart, and the file that changed each', async () => {
    const one = begin('two');
    const two = one.other(OTHER);
    for (const [i, own] of [one, two].entries()) {
      const invoice = own.invoice('2026-10', 5.5 + i / 10);
      await own.load('2026-11-03', october(own, 500_000, '2026-11-02'), invoice);
      const of = ['--account', own.account];
      await ok(own, '2026-11-04', 'close', '2026-10', ...of);
    }
    await two.load('2026-11-07', october(two, 560_000, '2026-11-07'));
    await one.load('2026-11-08', october(one, 470_000, '2026-11-08'));
    expect(await told(one, '2026-10')).toBe(cents(31, 470_000));
    expect(await told(two, '2026-10')).toBe(cents(31, 560_000));
    expect(await booked(one)).toEqual({ '2026-11': cents(31, 470_000) - cents(31, 500_000) });
    expect(await booked(two)).toEqual({ '2026-11': cents(31, 560_000) - cents(31, 500_000) });
  });
});
