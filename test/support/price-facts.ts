// What the pages of prices are made of: rows of reports, estimates that are run, bills that were published.
import { readFileSync } from 'node:fs';
import { estimate } from '../../src/estimate.ts';
import { parseEstimate } from '../../src/sources/estimate-file.ts';
import { Database } from '../../src/store/database.ts';
import { newEmptyDatabase } from './empty-database.ts';
import { ROOT } from './temp.ts';

export type Row = Readonly<Record<string, string | null>>;

/** A bill that must come out, with the amount of one SKU of it. */
export interface Bill {
  title: string;
  /** Where it was published, an address where one is known. */
  source: string;
  usd: string;
}

/** The worked example of a SKU: what is asked, and the line that answers. */
export interface Example {
  input: string;
  line: Row;
}

export interface PriceFacts {
  skus: Row[];
  totals: Row;
  history: Row[];
  says: Row[];
  examples: ReadonlyMap<string, Example>;
  bills: ReadonlyMap<string, Bill[]>;
}

/** Everything is text, as it is printed. */
export async function readPriceFacts(): Promise<PriceFacts> {
  const db = await Database.open(newEmptyDatabase());
  try {
    const all = async (sql: string) => (await db.query(sql)).rows as unknown as Row[];
    const [totals] = await all('select * from report.sku_totals');
    const skus = await all(
      `select v.*, array_to_string(v.owned_by, ', ') as owners
       from report.sku_coverage as v order by v.product, v.sku`,
    );
    const history = await all(
      `select * from report.price_history order by sku, effective_from nulls first, known_on`,
    );
    const says = await all('select * from report.price_pages order by sku, section, place');
    const asked = await all('select * from report.price_examples order by sku');
    return {
      ...{ skus, totals: totals ?? {}, history, says },
      ...{ examples: await examplesOf(asked), bills: publishedBills() },
    };
  } finally {
    db.close();
  }
}

/** Estimates all examples, side by side. */
async function examplesOf(asked: readonly Row[]): Promise<Map<string, Example>> {
  const inputs = asked.map((row) => ({ label: String(row.sku), text: fileText(row) }));
  const { lines } = await estimate(
    inputs.map(({ label, text }) => ({ label, input: parseEstimate(text, label) })),
  );
  const examples = new Map<string, Example>();
  inputs.forEach(({ label, text }, i) => {
    const line = lines.rows.find((row) => row.position === i + 1 && row.sku === label);
    if (line) examples.set(label, { input: text, line: line as unknown as Row });
  });
  return examples;
}

/** The file of an estimate, laid out as Biome lays it out. */
function fileText({ sku, plan, starts_on, ends_on, quantity }: Row): string {
  return [
    '{',
    `  "period": { "starts_on": "${starts_on}", "ends_on": "${ends_on}" },`,
    `  "plan": "${plan}",`,
    `  "usage": { "${sku}": "${quantity}" }`,
    '}',
  ].join('\n');
}

interface PublishedBill {
  title: string;
  source?: string;
  expected: { lines: Record<string, string | null> };
}

/** The bills of `test/published` by SKU. */
function publishedBills(): Map<string, Bill[]> {
  const bills = new Map<string, Bill[]>();
  for (const name of ['published', 'products', 'bills', 'changes']) {
    const file = `${ROOT}test/published/${name}.json`;
    for (const bill of JSON.parse(readFileSync(file, 'utf8')) as PublishedBill[]) {
      const source = /https:\/\/[^\s)]+/.exec(bill.source ?? '')?.[0] ?? bill.source;
      if (source === undefined) continue;
      for (const [sku, usd] of Object.entries(bill.expected.lines)) {
        if (usd !== null)
          bills.set(sku, [...(bills.get(sku) ?? []), { title: bill.title, source, usd }]);
      }
    }
  }
  return bills;
}
