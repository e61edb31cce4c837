// The demo's files, counted without a database: what its questions answer is held against this.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/temp.ts';

const DEMO = join(ROOT, 'fixtures/demo');

/** A row of a saved answer: its dimensions and figures by name. */
export type Used = Readonly<Record<string, string | number>>;

interface Sku {
  invoice_line: string | null;
  raw: { numerator: string; denominator: string };
  billable: { numerator: string; denominator: string } | null;
  included: string | null;
  per_quantity: string | null;
  blocks: string | null;
  predicted_cents: string;
  invoiced_cents: string | null;
}

interface Share {
  numerator: string;
  predicted_cents: string;
  invoiced_cents: string;
}

interface Expected {
  skus: Record<string, Sku>;
  not_predicted: { invoice_line: string; invoiced_cents: string }[];
  tenants: Record<string, { skus: Record<string, Share> }>;
  totals: { predicted_cents: string; invoiced_cents: string };
}

/** What the generator of the demo computed alone. */
export const expected = readJson('expected.json') as unknown as Expected;

/** All rows of a dataset that have a dimension, without the rows of totals. */
export function usedOf(dataset: string, dimension: string): Used[] {
  const folder = `usage/${dataset}`;
  const rows = readdirSync(join(DEMO, folder)).flatMap((file) => {
    const answer = readJson(`${folder}/${file}`) as {
      response: { data: { viewer: { accounts: Record<string, Record<string, object>[]>[] } } };
    };
    return Object.values(answer.response.data.viewer.accounts[0] ?? {}).flat();
  });
  return rows
    .map(({ dimensions, sum, max, count }) => ({ ...dimensions, ...sum, ...max, ...count }) as Used)
    .filter((row) => dimension in row);
}

/** Class and script of each namespace of Durable Objects. */
export function namespaces(): Map<string, { class: string; script: string }> {
  const { result } = readJson('rest/durable-objects-namespaces.json') as {
    result: { id: string; class: string; script: string }[];
  };
  return new Map(result.map((one) => [one.id, one]));
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(DEMO, path), 'utf8'));
}
