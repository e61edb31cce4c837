// @module-tag journey
// A run on a database of an earlier release keeps a copy of it until it has succeeded.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { run } from '../support/run.ts';
import { ROOT, temporary } from '../support/temp.ts';

const OLD = fileURLToPath(new URL('../store/releases/0.1.0.duckdb.br', import.meta.url));
const folder = temporary(afterAll);
const [db, before] = [join(folder, 'flaretally.duckdb'), join(folder, 'flaretally.duckdb.before')];
const argv = ['run', '--skip', 'pull', '--skip', 'forecast', '--skip', 'check'];
const night = () => run([...argv, '--invoices', 'inbox'], folder);

test('it is there after a failure, stays the oldest, and goes with the first success', {
  timeout: 240_000,
}, async () => {
  const old = brotliDecompressSync(readFileSync(OLD));
  writeFileSync(db, old);
  mkdirSync(join(folder, 'inbox'));
  const broken = join(folder, 'inbox/broken.csv');
  writeFileSync(broken, 'description,amount\nWorkers Paid,much\n');

  const failed = await night();
  expect(failed.err).toContain('until this run succeeds a copy is kept');
  expect(failed.out).toContain(
    `; the database as it was before is flaretally.duckdb.before: to go back, put it`,
  );
  expect(readFileSync(before).equals(old)).toBe(true);
  expect(readFileSync(db).equals(old)).toBe(false);

  const again = await night();
  expect(again.out).toContain('flaretally.duckdb.before');
  expect(again.err).not.toContain('a copy is kept');
  expect(readFileSync(before).equals(old)).toBe(true);

  rmSync(broken);
  const well = await night();
  expect(well.out).not.toContain('flaretally.duckdb.before');
  expect(existsSync(before)).toBe(false);
});

test('the first night on it loads what is new, and keeps nothing', {
  timeout: 240_000,
}, async () => {
  const first = temporary(onTestFinished);
  const story = join(ROOT, 'fixtures/credit-on-the-next-invoice/invoices');
  mkdirSync(join(first, 'inbox'));
  copyFileSync(join(story, 'IN-90000231.json'), join(first, 'inbox/next.json'));
  writeFileSync(join(first, 'flaretally.duckdb'), brotliDecompressSync(readFileSync(OLD)));

  const { out, err, code } = await run(
    [...argv, '--period', '2026-10', '--invoices', 'inbox'],
    first,
  );
  expect(err).toContain('IN-90000231: 2026-10-01 to 2026-11-01');
  expect(out).not.toContain('failed');
  expect(code).toBe(0);
  expect(existsSync(join(first, 'flaretally.duckdb.before'))).toBe(false);
});
