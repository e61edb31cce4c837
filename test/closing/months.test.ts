// Months are closed one after the other, with late usage between: each still verifies at the end.
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

test('each month closes, and verifies after all that came later', {
  timeout: 900_000,
}, async () => {
  const account = new Account(folder, 'months');
  const ended = MONTHS.slice(0, -1);
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
