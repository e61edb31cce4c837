// docs/prices is written from queries/ref: a page a SKU with an example that is run, and a table of
// all. `npm run update` writes it anew, and the totals in README.md with it.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { newEmptyDatabase } from '../support/empty-database.ts';
import { type PriceFacts, readPriceFacts } from '../support/price-facts.ts';
import { pricePages, totalsSay } from '../support/price-pages.ts';
import { golden, IS_UPDATE, ROOT } from '../support/temp.ts';

const FOLDER = join(ROOT, 'docs/prices');
const README = join(ROOT, 'README.md');
/** The line of README.md that gives the totals. */
const TOTALS = /^\d+ of \d+ SKUs have a price with its source\..*$/m;

let facts: PriceFacts;
let pages: Map<string, string>;

beforeAll(async () => {
  facts = await readPriceFacts();
  pages = pricePages(facts);
});

test('the pages are those of the price book, each as it is written now', () => {
  if (IS_UPDATE) mkdirSync(FOLDER, { recursive: true });
  const files = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  if (IS_UPDATE) for (const name of files) if (!pages.has(name)) rmSync(join(FOLDER, name));
  for (const [name, text] of pages) expect(golden(join(FOLDER, name), text), name).toBe(text);
  expect(readdirSync(FOLDER).sort()).toEqual([...pages.keys()].sort());
  expect(pages.size).toBe(Number(facts.totals.skus) + 1);
});

test('a page is short and has an example', () => {
  for (const [name, text] of pages) {
    if (name === 'README.md') continue;
    expect(text.split('\n').length, name).toBeLessThan(80);
    expect(text, name).toContain('## Worked example');
    expect(text, name).not.toMatch(/undefined|null|NaN/);
  }
});

test('README.md has the totals', () => {
  const says = totalsSay(facts);
  const readme = readFileSync(README, 'utf8');
  if (IS_UPDATE && !readme.includes(says)) writeFileSync(README, readme.replace(TOTALS, says));
  expect(TOTALS.exec(readFileSync(README, 'utf8'))?.[0]).toBe(says);
});

test('what no analytics count has a reason, what they count has none, and each SKU has a trap', async () => {
  const db = await Database.open(newEmptyDatabase());
  const skus = async (sql: string) => (await db.rows<{ sku: string }>(sql)).map(({ sku }) => sku);
  try {
    const metered = `select k.sku from ref.sku_meters as k
      join ref.meters as m on m.meter = k.meter and m.field is not null`;
    const silent = `select sku from ref.skus where sku not in (${metered})
      and sku not in (select sku from ref.unmetered_reasons)`;
    expect(await skus(silent)).toEqual([]);
    const stale = `select sku from ref.unmetered_reasons where sku in (${metered})
      or counted_by not in ('feed', 'logs', 'rest', 'nothing')
      or (counted_by = 'nothing' and sku in (select sku from ref.feed_metrics))`;
    expect(await skus(stale)).toEqual([]);
    const bare = 'select sku from ref.skus where sku not in (select sku from ref.traps)';
    expect(await skus(bare)).toEqual([]);
    const ungraded = `select sku from ref.traps
      where grade not in ('invoice', 'documented', 'inferred') or source_url not like 'https://%'`;
    expect(await skus(ungraded)).toEqual([]);
  } finally {
    db.close();
  }
});
