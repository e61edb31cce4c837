// DuckDB's library for this machine is a package of its own, which npm may have left out: that is
// the installation's fault and no file's. DuckDB is replaced for the whole process, as by vi.mock():
// vitest.config.ts gives a file that says so a process to itself.
import { writeFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

type Load = (name: string, ...rest: unknown[]) => unknown;
const loader = Module as unknown as { _load: Load };
const { _load: load } = loader;

beforeAll(() => {
  vi.spyOn(loader, '_load').mockImplementation((name, ...rest) => {
    if (name !== '@duckdb/node-api') return load(name, ...rest);
    throw new Error("Cannot find module '@duckdb/node-bindings-linux-x64/duckdb.node'");
  });
});

afterAll(() => vi.restoreAllMocks());

const ACCOUNT = '0123456789abcdef0123456789abcdef';

test.each([
  ['a file whose head DuckDB unpacks', 'a.log.zst', Buffer.from('28b52ffd0000010000', 'hex')],
  ['a Parquet file', 'a.parquet', 'PAR1PAR1'],
  ['a map', 't.csv', 'tenant,kind,value\na,script,b\n'],
])('%s is not blamed', async (_, name, holds) => {
  const folder = temporary(onTestFinished);
  writeFileSync(join(folder, name), holds);
  const { code, err } = await run(['load', name, '--account', ACCOUNT], folder);
  expect(err).toMatch(/^error E_INSTALLATION: DuckDB, on which Flaretally runs, is not wholly/);
  expect(err).toMatch(
    /do: {2}no file .* npm install --include=optional @duckdb\/node-bindings-\w+-\w+@\d/,
  );
  expect(err).not.toMatch(name);
  expect(code).toBe(1);
});
