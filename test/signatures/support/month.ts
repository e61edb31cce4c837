// A whole month of accounts whose bill is worked out by hand.
import { appendFileSync, cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../../src/store/database.ts';
import { loadAccounts } from '../../support/accounts.ts';
import { ROOT } from '../../support/temp.ts';
import { saveAccount } from './account.ts';
import type { Row } from './row.ts';
import { accountOf, datesOf } from './story.ts';

export const MONTH = datesOf('2026-10-01', '2026-10-31');
const NOW = new Date('2026-11-06T06:00:00Z');

/** Loads accounts by their names. */
export async function loadMonth(
  folder: string,
  accounts: Readonly<Record<string, (day: string) => readonly Row[]>>,
  queries?: string,
): Promise<Database> {
  const files = Object.entries(accounts).map(([name, rowsOf]) => {
    const own = { account: accountOf(name), folder: join(folder, name) };
    saveAccount(
      own.folder,
      own.account,
      MONTH.map((day) => [day, rowsOf(day)]),
    );
    return { ...own, load: ['.'], anchorDay: 1 };
  });
  const wishes = { targets: ['findings.signatures', 'findings.signature_charges'] };
  const path = join(folder, 'month.duckdb');
  return loadAccounts(path, files, NOW, queries === undefined ? wishes : { ...wishes, queries });
}

/** The price book with a row more, in a folder of rules. */
export function rulesOfHigherPrice(folder: string, row: string): string {
  const rules = join(folder, 'rules');
  mkdirSync(join(rules, 'ref'), { recursive: true });
  const file = join(rules, 'ref', 'price_book.csv');
  cpSync(join(ROOT, 'queries/ref/price_book.csv'), file);
  appendFileSync(file, `${row}\n`);
  return rules;
}

/** What a SKU costs in blocks: quantities are counted over `over`, prices are in cents. */
export interface Price {
  included: bigint;
  block: bigint;
  over: bigint;
  centsOn: (day: string) => bigint;
}

/** The bill of what was used each day: a block has the price of the day on which it begins. */
export function centsOf(
  { included, block, over, centsOn }: Price,
  used: readonly bigint[],
): bigint {
  let [total, blocks, cents] = [0n, 0n, 0n];
  for (const [i, more] of used.entries()) {
    total += more;
    const rest = total - included * over;
    const begun = rest > 0n ? (rest + block * over - 1n) / (block * over) : 0n;
    cents += (begun - blocks) * centsOn(MONTH[i] ?? '');
    blocks = begun;
  }
  return cents;
}

export function dollars(cents: bigint): string {
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}
