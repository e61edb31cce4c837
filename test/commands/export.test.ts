// An export is read by programs that know nothing of this one, to the same cents.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { exportedColumns } from '../../src/store/export-forms.ts';
import { placeLoaded } from '../support/loaded.ts';
import { run } from '../support/run.ts';
import { ROOT, temporary } from '../support/temp.ts';

const folder = temporary(afterAll);
const out = join(folder, 'tables');
const SUMS = [
  'select sum(invoiced_usd)::varchar, sum(predicted_usd)::varchar from report.tenant_lines',
  'select sum(usd)::varchar, count(*)::varchar from report.chargeback_lines',
  'select sum(total)::varchar, max(total)::varchar from usage.owned_meters',
  'select sum(weight)::varchar, count(distinct tenant)::varchar from allocation.weights',
  'select sum(amount_usd)::varchar, max(price_usd)::varchar from rating.charges',
];
let expected: string[];

beforeAll(async () => {
  await placeLoaded('demo', join(folder, 'flaretally.duckdb'));
  const words = ['export', '--out', 'tables', '--only', 'rating,allocation,reconcile'];
  const names = 'usage.owned_meters,report.tenant_lines,report.chargeback_lines';
  words.push(`${words.pop()},${names}`);
  expect(await run(words, folder)).toMatchObject({ code: 0, out: '' });
  expected = [];
  for (const sql of SUMS) expected.push(await printed(sql));
}, 120_000);

async function printed(sql: string): Promise<string> {
  const { out: text } = await run(['sql', sql, '--format', 'csv'], folder);
  return text.trim().split('\n')[1] ?? '';
}

/** DuckDB alone, in the folder of the files, with nothing of ours. */
const plain = (...statements: string[]) => plainIn(out, ...statements);

async function plainIn(place: string, ...statements: string[]): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(`set file_search_path = '${place}'`);
    await connection.run(readFileSync(join(place, 'open.sql'), 'utf8'));
    const rows: unknown[][] = [];
    for (const sql of statements) rows.push(...(await connection.runAndReadAll(sql)).getRows());
    return rows;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('the files', () => {
  test('give the same sums in a DuckDB that knows nothing of us', async () => {
    expect((await plain(...SUMS)).map((row) => row.join(','))).toEqual(expected);
  });

  test('have no floating point: decimals and whole numbers keep their digits', async () => {
    const [floats] = await plain(
      `select count(*)::int from duckdb_columns()
       where regexp_matches(data_type, 'DOUBLE|FLOAT') and schema_name <> 'main'
         and not internal`,
    );
    expect(floats).toEqual([0]);
  });

  test('are told in schema.json, each with sentence, grain, rows and columns', async () => {
    const { relations } = JSON.parse(readFileSync(join(out, 'schema.json'), 'utf8'));
    const files = readdirSync(out).filter((name) => name.endsWith('.parquet'));
    expect(relations.map(({ file }: { file: string }) => file).sort()).toEqual(files.sort());
    for (const { name, says, grain, columns } of relations) {
      expect([name, says === '', grain?.length > 0, columns.length > 0]).toEqual([
        ...[name, false, true, true],
      ]);
    }
    const lines = relations.find(({ name }: { name: string }) => name === 'reconcile.lines');
    const [count] = await plain('select count(*)::varchar from reconcile.lines');
    expect([lines.rows]).toEqual(count);
  });

  test('are the same bytes when they are written again', { tags: 'journey' }, async () => {
    const again = (words: string) => run(['export', '--out', 'again', ...words.split(' ')], folder);
    const bytes = () =>
      readdirSync(join(folder, 'again')).map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, 'again', name)))
          .digest('hex'),
      ]);
    await again('--only usage.resources,usage.owned_meters,reconcile');
    const before = bytes();
    await again('--only usage.resources,usage.owned_meters,reconcile --force');
    expect(bytes()).toEqual(before);
  });

  test('are read by DuckDB in Python', ({ skip }) => {
    const has = spawnSync('python3', ['-c', 'import duckdb']).status === 0;
    if (!has && process.env.FLARETALLY_REQUIRE_PYTHON !== '1')
      skip('there is no python3 with duckdb');
    const program = `
import duckdb, json, sys
db = duckdb.connect()
db.execute(open('open.sql').read())
print(json.dumps([','.join(db.sql(sql).fetchone()) for sql in json.loads(sys.argv[1])]))`;
    const words = ['-c', program, JSON.stringify(SUMS)];
    const text = execFileSync('python3', words, { cwd: out, encoding: 'utf8' });
    expect(JSON.parse(text)).toEqual(expected);
  });
});

test('CSV is read by DuckDB-Wasm', async ({ skip }) => {
  const modules = process.env.FLARETALLY_WASM;
  if (modules === undefined) skip('FLARETALLY_WASM names no folder with @duckdb/duckdb-wasm');
  const only = 'rating.charges,report.tenant_lines';
  const words = ['export', '--out', 'wasm', '--format', 'csv', '--only', only];
  expect(await run(words, folder)).toMatchObject({ code: 0 });
  const script = join(ROOT, 'test', 'support', 'duckdb-wasm.cjs');
  const sums = [SUMS[0] ?? '', SUMS[4] ?? ''];
  const text = execFileSync(process.execPath, [script, modules ?? '', ...sums], {
    ...{ cwd: join(folder, 'wasm'), encoding: 'utf8', timeout: 60_000 },
  });
  expect(JSON.parse(text)).toEqual([expected[0], expected[4]]);
});

describe('what is asked for', () => {
  test.each(['csv', 'ndjson'])('is the same rows as %s', async (form) => {
    const names = 'reconcile,rating.charges,report.chargeback_pages,report.tenant_lines';
    const words = ['export', '--out', form, '--format', form, '--only', names];
    expect(await run(words, folder)).toMatchObject({ code: 0 });
    const sums = [SUMS[0] ?? '', SUMS[4] ?? ''];
    const found = await plainIn(join(folder, form), ...sums);
    expect(found.map((row) => row.join(','))).toEqual([expected[0], expected[4]]);
    const all =
      'select string_agg(l::varchar, chr(10) order by l::varchar) from reconcile.lines as l';
    expect(await plainIn(join(folder, form), all)).toEqual(await plain(all));
  });

  test('NDJSON has no number of a type that other programs round', async () => {
    const sql = 'select distinct data_type as type from duckdb_columns() where not internal';
    const { out: text } = await run(['sql', sql, '--format', 'json'], folder);
    const types: string[] = JSON.parse(text).rows.map(({ type }: { type: string }) => type);
    expect(types).toEqual(expect.arrayContaining(['UBIGINT', 'BIGINT', 'HUGEINT', 'VARCHAR']));
    const wide = types.filter((type) => {
      const column = exportedColumns([{ name: 'n', type }], 'ndjson');
      const written = column === '"n"' ? type : column;
      return /BIGINT|HUGEINT|DECIMAL|DOUBLE|FLOAT/.test(written);
    });
    expect(wide).toEqual([]);
  });

  test('is not what is computed when asked for: a file without rows would say that nothing is', {
    tags: 'journey',
  }, async () => {
    const asked = ['anomalies', 'forecast', 'forecast_budgets'].concat([
      'forecast_edges',
      'forecast_totals',
      'month_to_date',
    ]);
    expect(await run(['export', '--out', 'all', '--only', 'report'], folder)).toMatchObject({
      code: 0,
    });
    const { relations } = JSON.parse(readFileSync(join(folder, 'all', 'schema.json'), 'utf8'));
    const written = relations.map(({ name }: { name: string }) => name.replace('report.', ''));
    const { out: text } = await run(['report', '--format', 'json'], folder);
    const reports: string[] = JSON.parse(text).rows.map(({ report }: { report: string }) => report);
    expect(reports).toEqual(expect.arrayContaining(asked));
    const onRequest = readCatalog().rules.filter(({ header }) => header.isOnRequest);
    const costly = onRequest.map(({ name }) => name);
    const missing = reports.filter((name) => !written.includes(name) && !costly.includes(name));
    expect(missing).toEqual(asked);
    const named = await run(['export', '--out', 'x', '--only', 'report.forecast'], folder);
    expect(named).toMatchObject({ code: 2, err: expect.stringContaining('E_EXPORT_UNKNOWN') });
  });

  test('is a layer, or a relation, also one that costs much', { tags: 'journey' }, async () => {
    const only = 'rating,report.allocation';
    expect(await run(['export', '--out', 'some', '--only', only], folder)).toMatchObject({
      code: 0,
    });
    const names = readdirSync(join(folder, 'some'));
    expect(names).toContain('report.allocation.parquet');
    expect(names).toContain('rating.charges.parquet');
    expect(names.some((name) => /^(usage|report\.l)/.test(name))).toBe(false);
  });

  test('nothing of a person is lost in the folder', async () => {
    const argv = ['export', '--out', 'kept', '--only', 'rating'];
    expect(await run(argv, folder)).toMatchObject({ code: 0 });
    writeFileSync(join(folder, 'kept', 'thesis.txt'), 'mine');
    const again = await run([...argv, '--force'], folder);
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('thesis.txt') });
    expect(readFileSync(join(folder, 'kept', 'thesis.txt'), 'utf8')).toBe('mine');
  });
});
