// Who owns what, what is left to nobody, and lines that mend it, on the demo account.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/commands/main.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import { placeLoaded } from '../support/loaded.ts';
import { golden, ROOT, temporary } from '../support/temp.ts';

const folder = temporary(afterAll);
const HERE = join(ROOT, 'test/tenants');
const NOW = '2026-11-21T06:00:00Z';
const MAP = join(ROOT, 'fixtures/demo/tenants.csv');

beforeAll(async () => {
  await placeLoaded('demo', join(folder, 'bill.duckdb'));
});

async function cli(argv: readonly string[]) {
  const env = { FLARETALLY_DB: join(folder, 'bill.duckdb'), FLARETALLY_NOW: NOW, NO_COLOR: '1' };
  const io = bufferIo({ env, columns: 100, isStdoutTty: true });
  const code = await runCli([...argv], io);
  return { code, out: io.out(), err: io.err() };
}

async function rows<T>(report: string): Promise<T[]> {
  return JSON.parse((await cli(['report', report, '--format', 'json'])).out).rows;
}

const cents = (usd: string) => BigInt(usd.replace('.', ''));

describe('tenants', () => {
  test.each([
    ['check', ['check']],
    ['show-tenant', ['show', 'Acme-Support']],
    ['show-object', ['show', 'depot-desk-1']],
    ['show-script', ['show', 'parlance-edge']],
  ])('prints %s', async (name, argv) => {
    const { code, out, err } = await cli(['tenants', ...argv]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(golden(join(HERE, `${name}.golden.txt`), out));
  });

  test("dollars of resources sum to each tenant's, less charges without usage", async () => {
    type Totals = { flat_usd: string };
    const [totals] = await rows<Totals>('unowned-totals');
    const resources = await rows<{ tenant: string; usd: string }>('resource-amounts');
    for (const tenant of await rows<{ tenant: string; invoiced_usd: string }>('tenants')) {
      const own = resources.filter((row) => row.tenant === tenant.tenant);
      const flat = tenant.tenant === 'unattributed' ? cents(totals?.flat_usd ?? '') : 0n;
      const sum = own.reduce((all, { usd }) => all + cents(usd), flat);
      expect({ ...tenant, sum }).toEqual({ ...tenant, sum: cents(tenant.invoiced_usd) });
    }
  });

  test('a limit on what nobody pays for is exit code 3', async () => {
    expect((await cli(['tenants', 'check', '--max-unowned', '33.19usd'])).code).toBe(3);
    expect((await cli(['tenants', 'check', '--max-unowned', '33.20'])).code).toBe(0);
  });

  test('a suggested line can be appended, and gives away the dollars that it says', {
    tags: 'journey',
  }, async () => {
    const before = await rows<{ resources_usd: string }>('unowned-totals');
    const json = JSON.parse((await cli(['tenants', 'check', '--format', 'json'])).out);
    const [dearest] = json.suggestions;
    const map = join(folder, 'tenants.csv');
    const [header, ...lines] = readFileSync(MAP, 'utf8').trimEnd().split('\n');
    writeFileSync(map, [`${header},Match`, ...lines.map((line) => `${line},`), ''].join('\n'));
    const { out } = await cli(['tenants', 'suggest', '--like', map]);
    appendFileSync(map, out.slice(0, out.indexOf('\n') + 1));
    expect((await cli(['load', map])).code).toBe(0);
    const after = await rows<{ resources_usd: string }>('unowned-totals');
    expect(cents(after[0]?.resources_usd ?? '')).toBe(
      cents(before[0]?.resources_usd ?? '') - cents(dearest.usd),
    );
  });
});

describe('lists that need no database', () => {
  test('kinds stand in the order in which lines decide', async () => {
    const { out } = await cli(['tenants', 'kinds', '--format', 'csv']);
    expect(out.split('\n')[1]).toBe('1,object_id,true,a Durable Object by its id');
  });
  test('each preset is a line that a map accepts', { tags: 'journey' }, async () => {
    const presets = await cli(['tenants', 'preset', '--format', 'json']);
    const names = JSON.parse(presets.out).rows.map(({ preset }: { preset: string }) => preset);
    const map = join(folder, 'presets.csv');
    const fresh = join(folder, 'presets.duckdb');
    let text = 'tenant,kind,value,match\n';
    for (const name of names) text += (await cli(['tenants', 'preset', name])).out;
    appendFileSync(map, text);
    const account = '8f14e45fceea167a5a36dedd4bea2543';
    const { code, err } = await cli(['load', map, '--db', fresh, '--account', account]);
    expect({ code, err }).toEqual({ code: 0, err: expect.not.stringContaining('rejected') });
  });
});
