// Tenants whose names differ only in the case of their letters are two tenants to whoever asks.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/commands/main.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import { placeLoaded } from '../support/loaded.ts';
import { temporary } from '../support/temp.ts';

const folder = temporary(afterAll);
const MAP = `tenant,kind,value,match
acme,object_name,acme/,prefix
Acme,object_name,beta/,prefix
Vault,namespace,Vault,
`;

async function cli(...argv: readonly string[]) {
  const env = {
    FLARETALLY_DB: join(folder, 'bill.duckdb'),
    FLARETALLY_NOW: '2026-11-21T06:00:00Z',
  };
  const io = bufferIo({ env });
  const code = await runCli([...argv], io);
  return { code, out: io.out(), err: io.err() };
}

beforeAll(async () => {
  await placeLoaded('unattributed-usage', join(folder, 'bill.duckdb'));
  writeFileSync(join(folder, 'tenants.csv'), MAP);
  await cli('load', join(folder, 'tenants.csv'));
  await cli('statements', 'issue', '--allow-incomplete');
});

describe('names that differ only in case', () => {
  test.each(['acme', 'Acme'])('%s is itself', async (tenant) => {
    const explained = await cli('explain', tenant, '--format', 'json');
    expect(JSON.parse(explained.out).subject).toBe(tenant);
    const shown = await cli('tenants', 'show', tenant, '--format', 'json');
    expect(JSON.parse(shown.out).name).toBe(tenant);
    const told = await cli('statements', 'show', `T-2026-10-${tenant}-1`, '--format', 'json');
    expect(JSON.parse(told.out).tenant).toBe(tenant);
  });

  test('a third way to write them is none of the two', async () => {
    const name = 'ACME';
    const asked = [
      await cli('explain', name),
      await cli('tenants', 'show', name),
      await cli('statements', 'show', `T-2026-10-${name}-1`),
    ];
    expect(asked.map(({ code }) => code)).toEqual([2, 2, 2]);
    for (const { err } of asked) expect(err).toMatch(/_UNKNOWN: .*\n {2}do: {2}did you mean/);
  });

  test('a name that only one has is found in any case', async () => {
    const explained = await cli('explain', 'VAULT', '--format', 'json');
    expect(JSON.parse(explained.out).subject).toBe('Vault');
    expect((await cli('tenants', 'show', 'VAULT')).code).toBe(0);
    expect((await cli('statements', 'show', 't-2026-10-vault-1')).code).toBe(0);
  });
});

test('a suggestion is close to what was typed, and never reads as a flag', async () => {
  writeFileSync(join(folder, 'dash.csv'), MAP.replace('Vault,namespace', '-1,namespace'));
  await cli('load', join(folder, 'dash.csv'));
  for (const command of [['explain'], ['tenants', 'show']]) {
    const unknown = await cli(...command, 's-3');
    expect(unknown.err).toMatch(/_UNKNOWN: .* is called "s-3"\n {2}do: {2}flaretally report /);
    expect((await cli(...command, '1')).err).not.toContain('"-1"?');
    expect((await cli(...command, 'acmee')).err).toMatch(/do: {2}did you mean "[aA]cme"\?/);
  }
  expect((await cli('explain', '--', '-1')).out).toContain('-1');
});
