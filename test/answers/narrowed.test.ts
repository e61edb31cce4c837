// A request that filters by more than the time asks for a part of the account: its answer is not the
// whole of it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { narrowedOf, narrowedTo } from '../../src/sources/narrowed.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { ACCOUNT, WORKERS } from './answers.ts';

const asking = (filter: string) =>
  `query Q($f: F!, $day: Date!) { viewer { accounts(filter: { accountTag: "a" }) {
     workers(limit: 10, filter: ${filter}) { sum { requests } } } } }`;

test.each([
  ['{ date_geq: "2026-10-01", date_lt: "2026-11-01" }', {}, undefined],
  ['{ datetimeHour_geq: $day, AND: [{ date: "a: b" }] }', { day: '2026-10-01' }, undefined],
  ['$f', { f: { AND: [{ date_geq: '2026-10-01' }, { date_lt: '2026-11-01' }] } }, undefined],
  ['{ date: $day, scriptName: "api" }', {}, 'scriptName'],
  ['{ AND: [{ date: $day }, { namespaceId_in: ["a"] }] }', {}, 'namespaceId_in'],
  ['$f', { f: { date: '2026-10-01', namespaceId: 'a' } }, 'namespaceId'],
  ['{ AND: [{ date: $day }, $f] }', { f: { OR: [{ scriptName: 'a' }] } }, 'scriptName'],
])('filter %s', (filter, variables, narrowed) => {
  expect(narrowedOf(asking(filter), 'workers', variables)).toBe(narrowed);
});

test('an answer without its request is not narrowed, as far as is known', () => {
  expect(narrowedOf('', 'workers', {})).toBeUndefined();
});

test.each([
  ['{ date: "2026-10-01" }', {}, undefined],
  ['{ date: $day, scriptName: "api" }', { day: '2026-10-01' }, 'scriptName=api'],
  ['{ AND: [{ date: $day }, { isDispatcher: 1 }] }', {}, 'isDispatcher=1'],
  ['{ scriptName: $name }', { name: 'a' }, 'scriptName=a'],
  ['$f', { f: { AND: [{ date: '2026-10-01' }, { scriptName: 'a' }] } }, 'scriptName=a'],
  ['{ scriptName_in: ["a"] }', {}, undefined],
  ['{ scriptName_neq: "a" }', {}, undefined],
  ['{ OR: [{ scriptName: "a" }, { scriptName: "b" }] }', {}, undefined],
  ['{ scriptName: "a", status: "success" }', {}, undefined],
])('the part that filter %s is about', (filter, variables, value) => {
  expect(narrowedTo(asking(filter), 'workers', variables)).toBe(value);
});

/** The requests that are counted of answers with these filters, each of one alias, in one file. */
async function counted(filters: Readonly<Record<string, [filter: string, requests: number]>>) {
  const selections = Object.entries(filters).map(
    ([alias, [filter]]) =>
      `${alias}: ${WORKERS}(filter: { date_geq: "2026-10-02", date_lt: "2026-10-03" ${filter} },
         limit: 100) { dimensions { date status } sum { requests cpuTimeUs } }`,
  );
  const rows = Object.entries(filters).map(([alias, [, requests]]) => [
    alias,
    [
      {
        dimensions: { date: '2026-10-02', status: 'success' },
        sum: { requests, cpuTimeUs: requests },
      },
    ],
  ]);
  const query = `query { viewer { accounts(filter: { accountTag: "${ACCOUNT}" }) {
    ${selections.join('\n')} } } }`;
  const envelope = {
    flaretally: 1,
    captured_at: '2026-11-06T06:00:00Z',
    account: ACCOUNT,
    dataset: WORKERS,
    request: { query, variables: {} },
    response: { data: { viewer: { accounts: [Object.fromEntries(rows)] } }, errors: null },
  };
  const work = temporary(onTestFinished);
  writeFileSync(join(work, 'answer.json'), JSON.stringify(envelope));
  const load = await run(['load', 'answer.json', '--anchor-day', '1'], work);
  expect(load.code, load.err).toBe(0);
  const select = `select total::varchar as total from usage.day_readings
    where meter = 'workers.requests'`;
  const { out } = await run(['sql', select, '--format', 'json'], work);
  return /"total":\s*"(\d+)"/.exec(out)?.[1];
}

test('answers about two values are added, other parts are not, and the whole comes first', {
  tags: 'journey',
}, async () => {
  const a: [string, number] = ['scriptName: "a"', 3];
  const b: [string, number] = ['scriptName: "b"', 5];
  expect(await counted({ a, b })).toBe('8');
  expect(['3', '7']).toContain(await counted({ a, c: ['status: "success"', 7] }));
  expect(['3', '7']).toContain(await counted({ a, c: ['scriptName_in: ["a", "b"]', 7] }));
  expect(await counted({ a, b, c: ['', 100] })).toBe('100');
});
