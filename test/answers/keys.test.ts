// Which of two values of one key is meant nobody can tell: a row that states a key twice is kept
// aside, however its list looks otherwise. Lists that look alike throughout are only counted.
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { temporary } from '../support/temp.ts';
import { runs } from '../support/tier.ts';
import { Answers, envelope, WORKERS } from './answers.ts';

const row = (script: string, more = '', sum = '"sum":{"requests":5,"cpuTimeUs":7}') =>
  `{"dimensions":{"date":"2026-10-02","scriptName":"${script}","status":"success"},${sum}${more}}`;
const A = row('a');
const FEW = '"sum":{"requests":5}';

let answers: Answers;
beforeAll(async () => {
  answers = await Answers.open();
});
afterAll(() => answers.close());

const load = (...lists: string[]) =>
  answers.load(temporary(onTestFinished), ...lists.map((rows) => envelope(rows)));

/** Of the lists of one case one; the cases that follow one another have each of them. */
let cases = 0;
function sample<T>(lists: readonly T[]): readonly T[] {
  const own = cases % lists.length;
  cases += 1;
  return runs(lists.slice(own, own + 1), lists);
}

test.each([
  ['a figure', row('b', '', '"sum":{"requests":5,"cpuTimeUs":7,"requests":6}'), 'requests'],
  ['the same figure', row('b', '', '"sum":{"requests":5,"cpuTimeUs":7,"requests":5}'), 'requests'],
  [
    'a figure in other letters',
    row('b', '', '"sum":{"requests":5,"cpuTimeUs":7,"\\u0072equests":6}'),
    'requests',
  ],
  ['a dimension', row('b","scriptName":"c'), 'scriptName'],
  ['a group of figures', row('b', ',"sum":{"requests":6}'), 'sum'],
  ['a group that is null', row('b', ',"sum":null'), 'sum'],
  ['what nothing reads', row('b', ',"x":1,"x":2'), 'x'],
  [
    'a figure that nothing reads',
    row('b', '', '"sum":{"requests":5,"cpuTimeUs":7,"x":1,"x":2}'),
    'x',
  ],
])('%s twice', async (_, twice, name) => {
  const says = { line: '2', reason: `${WORKERS}: it states ${name} twice` };
  const lists = [
    [A, twice],
    [A, twice, row('d', '', '"sum":null')],
    [A, twice, row('d","y":"\\":')],
  ];
  for (const rows of sample(lists)) {
    const { rejects } = await load(`[${rows.join(',')}]`);
    expect(rejects).toContainEqual(says);
  }
  expect((await load(`[${twice}]`)).rejects).toEqual([{ ...says, line: '1' }]);
});

test('a key that is missing elsewhere does not hide one that is there twice', async () => {
  const twice = row('b', '', '"sum":{"requests":5,"cpuTimeUs":7,"requests":6}');
  const { rejects } = await load(`[${A},${row('c', '', FEW)},${twice}]`);
  expect(rejects).toContainEqual({ line: '3', reason: `${WORKERS}: it states requests twice` });
  const unread = row('b', ',"x":1,"x":2');
  const { rejects: unreadToo } = await load(`[${A},${row('c', '', '"sum":null')},${unread}]`);
  expect(unreadToo).toContainEqual({ line: '3', reason: `${WORKERS}: it states x twice` });
});

test('of several answers each is looked at', async () => {
  const twice = row('b","scriptName":"c');
  const few = row('d', '', FEW).replaceAll('"status":"success"', '"status":"failed"');
  const { rejects } = await load(`[${A}]`, `[${few}]`, `[${row('e')},${twice}]`, '[]', 'null');
  expect(rejects).toEqual([{ line: '2', reason: `${WORKERS}: it states scriptName twice` }]);
});

test.each([
  ['text that looks like keys', row('b\\":\\"requests\\":1')],
  ['another key', row('b', ',"x":{"y":1}')],
  ['keys that differ in case', row('b', ',"x":1,"X":2')],
  ['a name with a quote', row('b', ',"x\\"":1')],
  ['one key in two objects', row('b', ',"avg":{"requests":1}')],
  ['keys twice inside of what nothing reads', row('b', ',"x":{"y":1,"y":2}')],
])('%s is taken', async (_, other) => {
  for (const rows of sample([[A, other], [other, A], [other]])) {
    expect((await load(`[${rows.join(',')}]`)).rejects).toEqual([]);
  }
});
