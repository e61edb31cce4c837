// @module-tag journey
// A difference keeps its name from night to night, whatever becomes of it.

import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { save, worker } from '../support/small-account.ts';
import { temporary } from '../support/temp.ts';
import { Account, type Row } from './account.ts';

const folder = temporary(afterAll);
const account = new Account(folder, 'breaks');
const asked = (day: string) => `2026-${day}T06:00:00Z`;
/** Usage as a later answer knows it. */
const usage = (day: string, perDay: number) => account.usage('2026-10', perDay, asked(day));
const breaks = (day: string) => account.rows(`2026-${day}`, 'breaks', '--all');
const shown = ([row]: readonly Row[]) => [row?.state, row?.first_usd, row?.usd, row?.age_days];
let id = '';

beforeAll(async () => {
  await account.load('2026-11-02', usage('11-01', 530_000), account.invoice('2026-10', 5.5));
  id = `${(await breaks('11-02'))[0]?.id}`;
});

test('a break is open, and ages', async () => {
  expect(shown(await breaks('11-02'))).toEqual(['open', '-0.30', '-0.30', '0']);
  await account.load('2026-11-04', usage('11-03', 530_001));
  expect(shown(await breaks('11-04'))).toEqual(['open', '-0.30', '-0.30', '2']);
});

test('an accepted one stays while it does not grow, and is open again when it does', async () => {
  const accept = ['breaks', 'accept', id.slice(0, 6), '--reason', 'billed in November'];
  expect(await account.run('2026-11-04', ...accept)).toMatchObject({ code: 0, out: '' });
  await account.load('2026-11-05', usage('11-04', 530_002));
  expect(shown(await breaks('11-05'))).toEqual(['accepted', '-0.30', '-0.30', '3']);
  await account.load('2026-11-06', usage('11-05', 560_000));
  expect(shown(await breaks('11-06'))).toEqual(['open', '-0.30', '-0.60', '4']);
});

test('it is resolved when the money agrees, and comes back under its name', async () => {
  await account.load('2026-11-07', usage('11-06', 500_000));
  expect(shown(await breaks('11-07'))).toEqual(['resolved', '-0.30', '0.00', '5']);
  expect(await account.rows('2026-11-07', 'breaks')).toEqual([]);
  const accept = ['breaks', 'accept', id, '--reason', 'again'];
  expect(await account.run('2026-11-07', ...accept)).toMatchObject({ code: 2, out: '' });
  await account.load('2026-11-08', usage('11-07', 400_000));
  const found = await breaks('11-08');
  expect(shown(found)).toEqual(['open', '-0.30', '0.90', '6']);
  expect(found.map((row) => row.id)).toEqual([id]);
});

test('a dispute writes its pack, marks the break, and ends when the money agrees', async () => {
  const out = `${account.db}.dispute`;
  const ran = await account.run('2026-11-08', 'breaks', 'dispute', id, '--out', out);
  expect(ran).toMatchObject({ code: 0, out: '' });
  expect(ran.err).toContain('letter');
  expect(shown(await breaks('11-08'))[0]).toBe('disputed');
  const refused = await account.run('2026-11-08', 'close', '2026-10');
  expect(refused).toMatchObject({ code: 3, out: '' });
  await account.load('2026-11-09', usage('11-08', 400_001));
  expect(shown(await breaks('11-09'))[0]).toBe('disputed');
  await account.load('2026-11-10', usage('11-09', 500_000));
  expect(shown(await breaks('11-10'))[0]).toBe('resolved');
});

test('every change of state is kept', async () => {
  const sql = 'select state, usd from ops.break_states order by break_id, change_number';
  const states = await account.rows('2026-11-10', 'sql', sql);
  expect(states.map(({ state, usd }) => [state, usd])).toEqual([
    ...[
      ['open', '-0.30'],
      ['accepted', '-0.30'],
      ['open', '-0.60'],
      ['resolved', '0.00'],
    ],
    ...[
      ['open', '0.90'],
      ['disputed', '0.90'],
      ['resolved', '0.00'],
    ],
  ]);
});

test('what a missing day may make is not to be accepted: the day is to be fetched', async () => {
  const gap = new Account(folder, 'gap');
  const dataset = 'workersInvocationsAdaptive';
  const rows = Array.from({ length: 25 }, (_, i) =>
    worker(`2026-10-${`${i + 1}`.padStart(2, '0')}`, 'edge', 600_000),
  );
  const saved = { account: gap.account, dataset, rows, capturedAt: asked('11-02') };
  const usage = save(join(folder, 'gap.json'), { ...saved, from: '2026-10-01', to: '2026-10-26' });
  await gap.load('2026-11-05', usage, gap.invoice('2026-10', 8));
  const { code, err } = await gap.run('2026-11-05', 'close', '2026-10');
  expect(code).toBe(5);
  expect(err).toContain('usage is complete to 2026-10-26 only');
  expect(err).toContain('differs by $0.90 and the break is open');
  expect(err).toContain('do:  flaretally pull --period 2026-10-01..2026-11-01 fetches what is');
  expect(err).not.toContain('breaks accept');
});

test('usage without the first day is complete on no day, as `reconcile` says', async () => {
  const late = new Account(folder, 'late');
  const dataset = 'workersInvocationsAdaptive';
  const rows = [worker('2026-10-02', 'edge', 600_000)];
  const saved = { account: late.account, dataset, rows, capturedAt: asked('11-02') };
  const usage = save(join(folder, 'late.json'), { ...saved, from: '2026-10-02', to: '2026-11-01' });
  await late.load('2026-11-05', usage, late.invoice('2026-10', 5.5));
  const { code, err } = await late.run('2026-11-05', 'close', '2026-10');
  expect(code).toBe(5);
  expect(err).toContain('usage is complete on no day');
  const page = await late.run('2026-11-05', 'reconcile', '--period', '2026-10');
  expect(page.out).toContain('usage complete on no day');
});
