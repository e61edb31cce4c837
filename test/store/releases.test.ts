// A database that a release wrote is opened by the next ones: it reads as if its files were loaded
// today, what people kept in it stays, and loads go on. A database of a later format is refused.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { run } from '../support/run.ts';
import { digestsOf, ROOT, temporary } from '../support/temp.ts';

const RELEASES = fileURLToPath(new URL('./releases/', import.meta.url));
const STORY = join(ROOT, 'fixtures/credit-on-the-next-invoice');
const LOADED = ['usage', 'rest', 'tenants.csv', 'invoices/IN-90000201.json'];
const NEXT = 'invoices/IN-90000231.json';

const releases = readdirSync(RELEASES).filter((name) => name.endsWith('.duckdb.br'));
const cli = (db: string, ...argv: string[]) => run([...argv, '--db', db], STORY);

/** What a database says of October, but for the close. */
async function october(db: string): Promise<unknown> {
  const { code, out, err } = await cli(db, 'reconcile', '--period', '2026-10', '--format', 'json');
  if (out === '') throw new Error(err);
  return { code, ...JSON.parse(out), closes: undefined };
}

test('a release is kept', () => expect(releases).not.toEqual([]));

describe.each(releases)('%s', { timeout: 240_000 }, (name) => {
  const folder = temporary(afterAll);
  const old = join(folder, 'old.duckdb');
  const today = join(folder, 'today.duckdb');

  test('reads as what is loaded today, and goes on', { tags: 'journey' }, async () => {
    writeFileSync(old, brotliDecompressSync(readFileSync(join(RELEASES, name))));
    expect(await cli(today, 'load', ...LOADED)).toMatchObject({ code: 0 });
    expect(await october(old)).toEqual(await october(today));
    expect(await cli(old, 'load', NEXT)).toMatchObject({ code: 0 });
    const list = await cli(old, 'close', 'list', '--format', 'json');
    expect(JSON.parse(list.out).rows).toMatchObject([
      { version: 1, predicted_usd: '5.60', invoiced_usd: '5.80', corrections: '2' },
    ]);
  });
});

test('a database of a later format is refused, and stays as it is', {
  timeout: 120_000,
}, async () => {
  const folder = temporary(onTestFinished);
  const path = join(folder, 'newer.duckdb');
  placeEmptyDatabase(path);
  const db = await Database.open(path);
  await db.run('update params.built_format set format = 1000; checkpoint');
  db.close();
  const before = digestsOf(folder);
  for (const argv of [['load', ...LOADED], ['reconcile'], ['check'], ['report'], ['forecast']]) {
    const refused = await cli(path, ...argv);
    expect(refused, argv[0]).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('E_DB_NEWER');
    expect(refused.err).toContain('was written by a newer version of flaretally');
  }
  expect(digestsOf(folder)).toEqual(before);
});
