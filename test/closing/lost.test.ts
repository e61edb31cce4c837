// @module-tag journey
// A month that was pruned though nobody had closed it: its rows are gone, and nothing keeps what it
// came to.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporary } from '../support/temp.ts';
import { Account } from './account.ts';

const folder = temporary(afterAll);
const DAY = '2026-01-20';
const account = new Account(folder, 'lost');
const again = (month: string) => account.usage(month, 400_000);
const files = { october: again('2025-10'), november: again('2025-11'), december: again('2025-12') };

beforeAll(async () => {
  const invoices = ['2025-10', '2025-11', '2025-12'].map((month) => account.invoice(month, 2.4));
  await account.load('2026-01-02', ...Object.values(files), ...invoices);
  const pruned = await account.run(DAY, 'prune', '--keep', '1m', '--yes');
  expect(pruned.err).toContain(`Not closed, results go: 2025-10-01 of ${account.account}`);
}, 120_000);

const OUT = [join(folder, 'focus'), join(folder, 'dispute')] as const;
const COMMANDS = [
  ['explain', 'workers.requests'],
  ['report', 'focus', '--out', OUT[0]],
  ['report', 'chargeback', '--format', 'md'],
  ['report', 'tenants'],
  ['tenants', 'check'],
  ['report', 'dispute', 'workers.requests', '--out', OUT[1]],
  ['statements', 'issue', '--allow-incomplete'],
];
const SAYS = 'Pruned and never closed: 1 file(s) with its usage are gone.';

test.each(COMMANDS.map((words) => [words.slice(0, 2).join(' '), words] as const))(
  '%s is refused',
  async (_, words) => {
    for (const out of OUT) rmSync(out, { recursive: true, force: true });
    const refused = await account.run(DAY, ...words, '--period', '2025-10');
    expect(refused).toMatchObject({ code: 5, out: '' });
    expect(refused.err).toContain('E_PERIOD_PRUNED: the rows of the period 2025-10-01 were pruned');
    expect(refused.err).toContain(SAYS);
    expect(OUT.filter((out) => existsSync(out))).toEqual([]);
    expect((await account.run(DAY, ...words, '--period', '2025-12')).code).not.toBe(5);
  },
);

test('reconcile says so, and names no next command that is refused', async () => {
  const month = ['reconcile', '--period', '2025-10'];
  const empty = await account.run(DAY, ...month);
  expect(empty).toMatchObject({ code: 5, out: '', err: expect.stringContaining(SAYS) });
  const page = await account.run(DAY, ...month, '--allow-incomplete', '--format', 'table');
  expect(page.out).toContain(`${SAYS}\n`);
  expect(page.out).not.toContain('Next:');
  const kept = await account.run(DAY, 'reconcile', '--period', '2025-12', '--format', 'table');
  expect(kept.out).not.toContain('Pruned');
  expect(kept.out).toContain('Next:');
});

test('lines, where they are shown, are shown with that sentence', async () => {
  const lines = await account.run(DAY, 'report', 'lines', '--period', '2025-10');
  expect(lines).toMatchObject({ code: 0, err: expect.stringContaining(SAYS) });
});

const nextOf = async (of: Account, period: string) => {
  const rows = await of.rows(DAY, 'report', 'findings', '--period', period);
  return rows.map(({ next_command, is_dated }) => [next_command, is_dated]);
};

test('findings name no command that is refused', async () => {
  expect(await nextOf(account, '2025-10')).toEqual([[null, false]]);
  expect(await nextOf(account, '2025-12')).toContainEqual(['explain workers.requests', true]);
});

test('the files that are gone are named, and none else', async () => {
  const rows = await account.rows(DAY, 'sql', 'from ops.lost_inputs order by period_id');
  const name = (path: string) => path.split('/').at(-1);
  expect(rows.map(({ period_id, source_file }) => [period_id, source_file])).toEqual([
    ['2025-10-01', name(files.october)],
    ['2025-11-01', name(files.november)],
  ]);
});

const explained = async (of: Account, month: string) =>
  (await of.run(DAY, 'explain', 'workers.requests', '--period', month)).code;

test('with the file again, or with another of all its days, it is known again', async () => {
  const same = account.copy('same');
  await same.load(DAY, files.october);
  expect(await explained(same, '2025-10')).toBe(0);
  expect(await explained(same, '2025-11')).toBe(5);
  await same.load(DAY, again('2025-11'));
  expect(await explained(same, '2025-11')).toBe(0);
});

test('a close with a reason keeps what is left, which close show then prints', async () => {
  const late = account.copy('late');
  const closed = await late.run(DAY, 'close', '2025-10', '--reason', 'it was pruned');
  expect(closed).toMatchObject({ code: 0 });
  const refused = await late.run(DAY, 'explain', 'workers.requests', '--period', '2025-10');
  expect(refused.err).toContain('flaretally close show 2025-10 prints what was closed');
  expect(refused.err).not.toContain('never closed');
  const [[next, isDated] = []] = await nextOf(late, '2025-10');
  expect([next, isDated]).toEqual(['close show 2025-10-01..2025-11-01', false]);
  expect((await late.run(DAY, ...`${next}`.split(' '))).code).toBe(0);
});
