// @module-tag journey
// What a run asks for (a scenario, others to compare, a tolerance, stated days) is printed and leaves
// no trace: every reader sees what it sees after a plain reconcile.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeLoaded } from '../support/loaded.ts';
import { run } from '../support/run.ts';
import { digestsOf, temporary } from '../support/temp.ts';
import { IS_SOAK } from '../support/tier.ts';

const READERS = [
  ['report', 'tenants'],
  ['report', 'lines'],
  ['report', 'scenarios'],
  ['report', 'periods'],
  ['explain', 'durable_objects.requests'],
  ['sql', 'select * from params.selection cross join report.totals'],
];
const folder = temporary(afterAll);

async function answers() {
  const all = [];
  for (const argv of READERS) all.push(await run(argv, folder));
  return all;
}

const printed = new Map<string, string>();
let plain: Record<string, string>;
let seen: Awaited<ReturnType<typeof answers>>;

beforeAll(async () => {
  await placeLoaded('messages-twenty-to-one', join(folder, 'flaretally.duckdb'));
  expect((await run(['reconcile'], folder)).code).toBe(0);
  plain = digestsOf(folder);
  seen = await answers();
  expect(seen.map(({ code }) => code)).toEqual(READERS.map(() => 0));
}, 600_000);

test.each([
  [['--scenario', 'messages_one_to_one'], 3, /scenario messages_one_to_one.*\n[\s\S]*\$5\.85/],
  [['--scenario', 'memory_mb=64,ws_ratio=1'], 3, /scenario memory_mb=64,ws_ratio=1, /],
  [
    ['--compare', 'messages_one_to_one', '--compare', 'pro_rata'],
    0,
    /messages_one_to_one +\$10\.85/,
  ],
  [['--tolerance', '2%,1.00usd'], 0, /Tolerance of a line: \$1\.00 or 2 % of the prediction/],
  [['--period', '2026-10-10..2026-10-20', '--allow-incomplete'], 0, /2026-10-10 to 2026-10-20 UTC/],
  [['--period', '2026-10-01..2026-11-01'], 0, /\(end exclusive, stated\)/],
] as const)(
  'reconcile %s leaves no state',
  async (flags, code, said) => {
    const found = await run(['reconcile', ...flags], folder);
    expect(found).toMatchObject({ code, err: '' });
    expect(found.out).toMatch(said);
    printed.set(flags.join(' '), found.out);
    expect(digestsOf(folder)).toEqual(plain);
    if (IS_SOAK) expect(await answers()).toEqual(seen);
  },
  600_000,
);

test('a chosen scenario is shown beside base, and said not to be published', () => {
  const out = printed.get('--scenario messages_one_to_one');
  expect(out).toMatch(/^base +\$5\.30 [\s\S]*^messages_one_to_one +\$10\.85 /m);
  expect(out).toContain('The database holds base; messages_one_to_one is printed here only.');
});

test('after all of them every reader sees what it saw', async () => {
  expect(await answers()).toEqual(seen);
});
