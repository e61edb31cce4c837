// Quiet accounts raise no alarm, and what costs more is told on its first whole day.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dateOf } from '../support/account-database.ts';
import { Random } from '../support/random.ts';
import { RuleDatabase } from '../support/rule-database.ts';
import { runs, seeded } from '../support/tier.ts';
import { type Alarm, alarmsOf, FIRST } from './support/as-of.ts';
import { type Changed, changedAccount, quietAccount, type Thing } from './support/quiet.ts';

const SEEDS = runs(20, 200);
const DAYS = 90;
/** Accounts with a change, for each seed. */
const CHANGES = 3;
const AT_ONCE = 60;

let database: RuleDatabase;

beforeAll(async () => {
  database = await RuleDatabase.open();
});

afterAll(() => database?.db.close());

test('quiet accounts of 90 days raise at most two alarms in all', async () => {
  const accounts = new Map(
    Array.from({ length: SEEDS }, (_, i) => [
      `quiet ${i}`,
      quietAccount(new Random(seeded(i)), DAYS),
    ]),
  );
  const alarms = await alarmsAmong(accounts);
  expect(alarms.length, said(alarms)).toBeLessThanOrEqual(runs(0, 2));
}, 3_600_000);

test('three times the level is told on its first day where it costs $5.00 a month', {
  tags: 'journey',
}, async () => {
  const changed = new Map<string, Changed>();
  for (let seed = 0; changed.size < SEEDS * CHANGES; seed += 1) {
    const one = changedAccount(new Random(seeded(10_000 + seed)), DAYS);
    if (one) changed.set(`changed ${seed}`, one);
  }
  const accounts = new Map([...changed].map(([account, { things }]) => [account, things]));
  const alarms = await alarmsAmong(accounts);
  const late = [...changed].filter(
    ([account, { place, meter, day }]) =>
      !alarms.some(
        (one) =>
          one.account === account &&
          one.place === place &&
          one.meter === meter &&
          one.first_on === dateOf(FIRST + day),
      ),
  );
  const share = late.map(
    ([account, { place, meter, day }]) => `${account} ${place} ${meter} ${day}`,
  );
  expect(late.length * 100, share.join('\n')).toBeLessThanOrEqual(changed.size);
});

/** The alarms of accounts, so many at once. */
async function alarmsAmong(accounts: ReadonlyMap<string, readonly Thing[]>): Promise<Alarm[]> {
  const all = [...accounts];
  const alarms: Alarm[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE)
    alarms.push(...(await alarmsOf(database, new Map(all.slice(from, from + AT_ONCE)), DAYS)));
  return alarms;
}

function said(alarms: readonly Alarm[]): string {
  return alarms.map((alarm) => Object.values(alarm).join(' ')).join('\n');
}
