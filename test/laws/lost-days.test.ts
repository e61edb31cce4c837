// @module-tag journey
// A lost day beside active siblings is not zero: what it costs is said until a person accepts it, and
// what a person accepts is done.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loseDays } from '../support/lost-day.ts';
import { run } from '../support/run.ts';
import { ROOT, temporary } from '../support/temp.ts';
import type { LostBill } from './lost-bill.ts';

const PERIODIC = 'durableObjectsPeriodicGroups';
const FILES = ['usage', 'rest', 'tenants.csv'];

function demo(folder: string): string {
  for (const part of FILES) {
    cpSync(join(ROOT, 'fixtures/demo', part), join(folder, part), { recursive: true });
  }
  return folder;
}

async function reconciled(folder: string, ...more: string[]): Promise<LostBill> {
  const words = ['reconcile', '--period', '2026-10', '--format', 'json', ...more];
  const { code, out, err } = await run(words, folder);
  expect(out, err).not.toBe('');
  return { code, ...JSON.parse(out) };
}

test('the days beside say how much, until somebody accepts the day', async () => {
  const folder = demo(temporary(onTestFinished));
  loseDays(folder, PERIODIC, ['2026-10-17']);
  const loaded = await run(['load', ...FILES, '--anchor-day', '4'], folder);
  expect(loaded.code, loaded.err).toBe(0);
  const bill = await reconciled(folder);
  expect(bill.findings[0]).toEqual({
    kind: 'suspect',
    subject: `${PERIODIC} 2026-10-17`,
    usd: '15.63',
    says:
      `${PERIODIC} shows nothing on 2026-10-17, while its namespaces have 598,046 invocations ` +
      'that day. Days beside it suggest up to $15.63 more.',
    next_command: `coverage accept ${PERIODIC} 2026-10-17 --reason TEXT`,
  });
  expect((await reconciled(folder, '--tolerance', '20usd')).code).toBe(0);
  const accept = ['coverage', 'accept', PERIODIC, '2026-10-17', '--reason', 'no sockets that day'];
  for (const _ of [1, 2]) expect(await run(accept, folder)).toMatchObject({ code: 0 });
  const accepted = await reconciled(folder);
  expect(accepted.code).toBe(0);
  expect(accepted.lines).toEqual(bill.lines);
  expect(accepted.findings.filter(({ kind }) => kind === 'suspect')).toEqual([]);
  const slots = await run(['report', 'coverage_slots', '--format', 'json'], folder);
  expect(slots.out).toContain('"status":"suspect","evidence":"inferred"');
  expect(slots.out).toContain('"reason":"accepted: no sockets that day"');
  const list = await run(['report', 'coverage_acceptances', '--format', 'csv'], folder);
  expect(list.out.trim().split('\n')).toHaveLength(2);
  const withdraw = ['coverage', 'withdraw', PERIODIC, '2026-10-10..2026-10-20'];
  expect(await run(withdraw, folder)).toMatchObject({ code: 0 });
  expect((await reconciled(folder)).code).toBe(5);
}, 300_000);
