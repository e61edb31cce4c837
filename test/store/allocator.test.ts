// DuckDB's allocator keeps freed memory for a while, unless the user says otherwise.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { compiledProgram } from '../support/program.ts';

const VARIABLE = 'DUCKDB_JE_MALLOC_CONF';

/** Loads the engine in a process of its own: its allocator reads the variable only once. */
function loaded(own?: string) {
  const module = join(dirname(compiledProgram()), 'store/engine.js');
  const code = `(await import('${module}')).engine(); console.log(process.env.${VARIABLE})`;
  const { [VARIABLE]: _, ...env } = process.env;
  const given = own === undefined ? env : { ...env, [VARIABLE]: own };
  const argv = ['--input-type=module', '-e', code];
  return spawnSync(process.execPath, argv, { env: given, encoding: 'utf8' });
}

test('its words are those that the allocator knows', () => {
  const { stdout, stderr } = loaded();
  expect({ stdout, stderr }).toEqual({ stdout: expect.stringMatching(/^dirty_/), stderr: '' });
});

test('a setting of the user is kept', () => {
  const { stdout, stderr } = loaded('unknown_word:1');
  expect(stdout).toBe('unknown_word:1\n');
  if (process.platform === 'linux') expect(stderr).toContain('unknown_word');
});
