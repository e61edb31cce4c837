import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { load } from '../../src/load.ts';
import { readAnswer } from '../../src/reports/sql-answer.ts';
import { Database } from '../../src/store/database.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

const STORY = fileURLToPath(new URL('../../fixtures/feed-against-invoice', import.meta.url));
const ROWS = 'durable_objects.rows_written';
const REQUESTS = 'durable_objects.requests';

let folder: string;

beforeAll(async () => {
  folder = temporary(afterAll);
  const paths = ['usage', 'rest', 'tenants.csv', 'invoice.csv'].map((name) => join(STORY, name));
  const { account } = JSON.parse(readFileSync(join(STORY, 'story.json'), 'utf8'));
  const now = new Date('2026-11-10T00:00:00Z');
  await load(paths, { db: join(folder, 'flaretally.duckdb'), now, account });
});

const dispute = (line: string, ...more: string[]) =>
  run(['report', 'dispute', line, ...more], folder);
const read = (pack: string, file: string) => readFileSync(join(folder, pack, file), 'utf8');

describe('report dispute', () => {
  test('writes a letter that keeps what is concluded apart, and its evidence', async () => {
    expect(await dispute('Workers Standard Requests', '--out', 'packs/workers')).toEqual({
      code: 0,
      out: '',
      err: 'packs/workers: letter.md, invoice-lines.csv, usage.csv, calculation.csv, recompute.sql\n',
    });
    const letter = read('packs/workers', 'letter.md');
    const parts = letter.split(/^## /m).map((part) => part.split('\n', 1)[0]);
    expect(parts.slice(1)).toEqual([
      'What the invoice says',
      'What was measured',
      'The rule',
      'The calculation',
      'The difference',
      'What we conclude',
      'Enclosed',
    ]);
    expect(letter).toContain('# Workers requests: $1.20 invoiced, $0.90 expected');
    expect(letter).toContain('12,400,000 requests before the allowance');
    expect(letter).toContain('The billable-usage feed counts 12,400,000');
    expect(letter).toContain(
      'https://developers.cloudflare.com/workers/platform/pricing/>, looked up',
    );
    expect(letter).toContain('volume, $0.30: The invoice counts 3,400,000, we count 2,400,000.');
    const [observed, concluded] = letter.split('## What we conclude');
    expect(observed).not.toContain('agree');
    expect(concluded).toContain("Our count and Cloudflare's own usage feed agree with each other");
    expect(read('packs/workers', 'usage.csv').split('\n')).toHaveLength(33);
    expect(read('packs/workers', 'invoice-lines.csv')).toContain('3400000');
  });

  test('its SQL runs on the database alone and gives the same figures', async () => {
    const db = join(folder, 'flaretally.duckdb');
    for (const line of [REQUESTS, 'workers.requests']) {
      expect((await dispute(line, '--out', line)).code).toBe(0);
      const again = await run(['sql', read(line, 'recompute.sql'), '--format', 'json'], folder);
      const database = await Database.open(db);
      const charge = await readAnswer(
        database,
        `select billed_blocks, amount_usd from rating.charges where sku = '${line}'
         and scenario = 'base' and period_id = '2026-10-01'`,
      );
      database.close();
      const [row] = JSON.parse(again.out).rows;
      expect([row.billed_blocks, row.line_usd]).toEqual(Object.values(charge.rows[0] ?? {}));
      expect(read(line, 'letter.md')).toContain(`$${row.line_usd} expected`);
    }
  });

  test('replaces an earlier pack only by force, and never what is no pack', async () => {
    await dispute(REQUESTS, '--out', 'twice');
    const again = await dispute(REQUESTS, '--out', 'twice');
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('E_FOLDER_NOT_EMPTY') });
    expect((await dispute('workers.requests', '--out', 'twice', '--force')).code).toBe(0);
    expect(read('twice', 'letter.md')).toContain('# Workers requests');
    writeFileSync(join(folder, 'twice', 'diary.txt'), 'mine');
    const forced = await dispute(REQUESTS, '--out', 'twice', '--force');
    expect(forced).toMatchObject({ code: 2, err: expect.stringContaining('diary.txt') });
    expect(read('twice', 'diary.txt')).toBe('mine');
  });

  test('a line that was billed too low has no letter, and nothing is written', async () => {
    const { code, out, err } = await dispute(ROWS, '--out', 'low');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(
      'Durable Objects rows written was billed too low, in your favour: ' +
        '$3.00 invoiced, $4.00 expected, $1.00 less',
    );
    expect(existsSync(join(folder, 'low'))).toBe(false);
  });

  test('a line that was billed as expected has no letter', async () => {
    const { code, out, err } = await dispute('Workers Paid', '--out', 'plan');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('E_DISPUTE_NOTHING: workers.subscription: there is nothing to dispute');
    expect(err).toContain('Workers Paid plan was billed as expected: $5.00');
    expect(existsSync(join(folder, 'plan'))).toBe(false);
  });
});
