// Healthy accounts have no finding: under one worth over $1.00 in a hundred accounts.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAccounts } from '../support/accounts.ts';
import { temporary } from '../support/temp.ts';
import { runs, seeded } from '../support/tier.ts';
import { healthyAccount } from './healthy/account.ts';
import { saveAccount } from './support/account.ts';
import { accountOf, type Found, foundIn } from './support/story.ts';

const folder = temporary(afterAll);
const NOW = new Date('2026-11-01T08:00:00Z');
const ACCOUNTS = runs(12, 300);
/** How many are loaded together. */
const AT_ONCE = 30;

const found: Found[] = [];

beforeAll(async () => {
  for (let from = 0; from < ACCOUNTS; from += AT_ONCE) {
    found.push(...(await foundAmong(from, Math.min(from + AT_ONCE, ACCOUNTS))));
  }
}, 3_600_000);

test('under one finding worth over $1.00 in a hundred accounts', () => {
  const dear = found.filter(({ usd }) => Number(usd) > 1);
  expect(dear.length * 100, said(dear)).toBeLessThan(Math.max(ACCOUNTS, 1));
});

async function foundAmong(from: number, to: number): Promise<Found[]> {
  const part = join(folder, `from-${from}`);
  mkdirSync(part);
  const files = Array.from({ length: to - from }, (_, i) => {
    const name = `healthy ${from + i}`;
    const own = { account: accountOf(name), folder: join(part, name) };
    const { days, lists, anchorDay } = healthyAccount(seeded(from + i));
    saveAccount(own.folder, own.account, days, lists);
    return { ...own, load: ['.'], anchorDay };
  });
  const wishes = { targets: ['findings.signatures'] };
  const db = await loadAccounts(join(part, 'healthy.duckdb'), files, NOW, wishes);
  const own = await foundIn(db);
  db.close();
  return own;
}

function said(dear: readonly Found[]): string {
  return dear.map(({ account, usd, says }) => `${account} $${usd}: ${says}`).join('\n');
}
