// A request that filters by more than the time asks for a part of the account: its answer is not the
// whole of it.
import { expect, test } from 'vitest';
import { narrowedOf } from '../../src/sources/narrowed.ts';

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
