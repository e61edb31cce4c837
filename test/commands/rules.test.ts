import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/commands/main.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';

const CHARGES = fileURLToPath(new URL('../../queries/rating/charges.sql', import.meta.url));
const mine = mkdtempSync(join(tmpdir(), 'flaretally-rules-'));
afterAll(() => rmSync(mine, { recursive: true }));

async function rules(argv: string[], isStdoutTty = false) {
  const io = bufferIo({ isStdoutTty });
  const code = await runCli(['rules', ...argv], io);
  return { code, out: io.out(), err: io.err() };
}

describe('rules', () => {
  test('lists every relation by layer, without a database', async () => {
    const { code, out } = await rules(['--format', 'json']);
    expect(code).toBe(0);
    const { rows } = JSON.parse(out) as { rows: Record<string, unknown>[] };
    const layers = [...new Set(rows.map((row) => row.layer))];
    expect(layers.slice(0, 3)).toEqual(['raw', 'ref', 'staging']);
    expect(layers.at(-1)).toBe('checks');
    const charges = rows.find((row) => row.relation === 'rating.charges');
    expect(charges).toMatchObject({ kind: 'table', grain: expect.stringContaining('sku') });
    expect(charges?.inputs).toBeGreaterThan(0);
    expect(charges?.is_replaced).toBe(false);
  });
  test('is a page of sentences on a terminal', async () => {
    const { out } = await rules([], true);
    expect(out).toMatch(/^rating\.charges \(table, reads \d+\)\n {4}The predicted charge/m);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
  test.each(['rating.charges', 'rating/charges.sql', 'queries/rating/charges.sql'])(
    'prints %s as it is, its card beside it',
    async (name) => {
      const { code, out, err } = await rules([name]);
      expect(code).toBe(0);
      expect(out).toBe(readFileSync(CHARGES, 'utf8'));
      expect(err).toMatch(/^path +queries\/rating\/charges\.sql\n/);
      expect(err).toMatch(/^amount_usd\n {4}DECIMAL\(38,2\), USD\. [A-Z]/m);
      expect(err).toMatch(/^reads .*rating\./m);
      expect(err).toMatch(/^read by .*reconcile\./m);
      expect(err).toMatch(/^see +https:/m);
    },
  );
  test('says what each column means, to people in 80 columns and to programs', {
    tags: 'journey',
  }, async () => {
    const { err } = await rules(['report.chargeback_pages']);
    const start = err.indexOf('\naccount\n');
    const page = err.slice(start).trim().split('\n');
    expect(
      Math.max(...page.filter((line) => !/\S{70}/.test(line)).map(({ length }) => length)),
    ).toBeLessThanOrEqual(80);
    const { out } = await rules(['rating.charges', '--format', 'json']);
    const [row] = (JSON.parse(out) as { rows: { columns: Record<string, string>[] }[] }).rows;
    expect(row?.columns.find(({ name }) => name === 'amount_usd')).toMatchObject({
      ...{ type: 'DECIMAL(38,2)', unit: 'USD' },
      says: expect.stringContaining(' '),
    });
  });
  test('puts the card above the text on a terminal', async () => {
    const { out, err } = await rules(['rating.charges'], true);
    expect(out).toMatch(/^path +queries/);
    expect(err).toBe('');
  });
  test('prints the rows of a table that ships as CSV, or its declaration', async () => {
    const book = await rules(['ref.price_book', '--format', 'csv']);
    expect(book.out).toMatch(/^sku,unit,per_quantity,price_usd/);
    expect(book.err).toContain('queries/ref/price_book.csv');
    expect((await rules(['ref/price_book.sql'])).out).toContain('-- kind: declaration');
  });
  test('prints the macros', async () => {
    expect((await rules(['macros.sql'])).out).toContain('create or replace macro');
  });
  test.each([
    ['rating.chrges', 'did you mean rating.charges?'],
    ['charges', 'did you mean rating.charges?'],
    ['zzzzzzzz', 'flaretally rules lists them'],
  ])('does not know %s', async (name, hint) => {
    const { code, out, err } = await rules([name]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('E_RULE_UNKNOWN');
    expect(err).toContain(hint);
  });
  test('marks what --queries replaces, and refuses what breaks a law', async () => {
    mkdirSync(join(mine, 'rating'));
    const file = join(mine, 'rating/charges.sql');
    writeFileSync(file, `${readFileSync(CHARGES, 'utf8')}-- Ours.\n`);
    expect((await rules(['--queries', mine], true)).out).toContain('replaced by --queries');
    writeFileSync(file, '-- Looks ahead.\n-- grain: sku\nselect sku from reconcile.lines\n');
    const { code, err } = await rules(['--queries', mine]);
    expect(code).toBe(2);
    expect(err).toContain('E_RULE_READS');
  });
});
