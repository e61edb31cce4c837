// Answers that somebody saved by hand, of any dataset, and the bill that a load of them makes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { nameFor, placeOnce } from '../support/loaded.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

const ACCOUNT = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
export const STARTS = '2026-10-04';
export const ENDS = '2026-11-04';

/** Days of the billing period. */
export const days = Array.from({ length: 31 }, (_, i) =>
  new Date(Date.UTC(2026, 9, 4 + i)).toISOString().slice(0, 10),
);

/** A row as Cloudflare answers it: `dimensions`, and figures by group. */
export type AnswerRow = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

/** One file for the period, asked by dimensions as `date indexName`. */
export function saved(
  dataset: string,
  dimensions: string,
  figures: string,
  rows: readonly AnswerRow[],
): string {
  const query = `query { viewer { accounts(filter: { accountTag: "${ACCOUNT}" }) { ${dataset}(
    filter: { date_geq: "${STARTS}", date_lt: "${ENDS}" }, limit: 10000
  ) { dimensions { ${dimensions} } ${figures} } } } }`;
  return JSON.stringify({
    account: ACCOUNT,
    captured_at: '2026-11-06T06:00:00Z',
    dataset,
    request: { query, variables: {} },
    response: { data: { viewer: { accounts: [{ [dataset]: rows }] } }, errors: null },
  });
}

export interface BillLine {
  sku: string;
  status: string;
  predicted_quantity: string | null;
  predicted_usd: string | null;
  evidence: string;
  days_missing: string | null;
}

/**
 * Loads answers, if there are any, into a new database, which `reconcile` and others then read. The
 * same answers are loaded once.
 */
export async function loaded(...answers: readonly string[]) {
  const folder = temporary(onTestFinished);
  const paths = answers.map((text, i) => {
    const path = join(folder, `answer-${i}.json`);
    writeFileSync(path, text);
    return path;
  });
  const db = join(folder, 'bill.duckdb');
  const cli = (...argv: string[]) => run(argv, folder);
  const load = () => cli('load', ...paths, '--anchor-day', '4', '--db', db);
  if (paths.length > 0) await placeOnce(nameFor('saved', ...answers), db, load);
  const bill = async (...more: string[]) => {
    const argv = [
      'reconcile',
      '--db',
      db,
      '--period',
      `${STARTS}..${ENDS}`,
      '--format',
      'json',
      '--allow-incomplete',
    ];
    const { out } = await cli(...argv, ...more);
    return JSON.parse(out) as {
      lines: BillLine[];
      findings: { kind: string; usd: string; says: string }[];
    };
  };
  return { cli, db, folder, bill };
}
