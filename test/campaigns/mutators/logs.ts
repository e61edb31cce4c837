// What happens to exported logs, to the settings of their job, and to the file of an estimate.
import type { Random } from '../../support/random.ts';
import {
  type JsonObject,
  keyMistyped,
  keyTwice,
  objectsOf,
  ofTree,
  printed,
  raw,
  twice,
} from './json.ts';
import { inside, ofText, shuffled } from './mutator.ts';

const linesOf = (text: string) => text.trimEnd().split('\n');
const ofLines = (change: (lines: string[], random: Random) => string[]) => {
  return (text: string, random: Random) => `${change(linesOf(text), random).join('\n')}\n`;
};
const ofEvent = (change: (event: JsonObject, random: Random) => unknown) =>
  ofLines((lines, random) => {
    const at = random.int(0, lines.length - 1);
    const event = JSON.parse(lines[at] ?? '') as JsonObject;
    change(event, random);
    return lines.with(at, printed(event));
  });

export const LOG_WRITINGS = ofText('same', {
  'events in another order': ofLines(shuffled),
  // Without a nonce two equal events of a file may well be two: of messages on a socket, or of calls
  // to several objects from one request, nothing else tells. docs/decisions.md, "Two files, one event".
  'events delivered twice': ofLines((lines, random) => [
    ...lines,
    ...lines.slice(inside(lines.length, random)).filter((line) => /\\?"n\\?":\\?"/.test(line)),
  ]),
  'blank lines between': ofLines((lines) => lines.flatMap((line) => [line, ''])),
});

export const LOG_DAMAGE = ofText('damage', {
  'cut off inside a line': (text, random) => text.slice(0, inside(text.trimEnd().length, random)),
  'a line that is none': ofLines((lines, random) =>
    lines.toSpliced(
      random.int(1, lines.length),
      1,
      random.pick(['Connection reset', '[1]', '"x"', '{', 'null', '5', '{"EventTimestampMs":5}']),
    ),
  ),
  'no time': ofEvent((event, random) => {
    event.EventTimestampMs = random.pick(['soon', -5, 5, raw('1e30'), null, {}, 17924545, true]);
  }),
  'no work': ofEvent((event, random) => {
    const key = random.pick(['WallTimeMs', 'CPUTimeMs']);
    event[key] = random.pick([-5, raw('1e30'), 'long', {}, true, 0.5]);
  }),
  'a key twice': ofEvent((event, random) => {
    twice(event, random.pick(['ScriptName', 'WallTimeMs', 'Entrypoint']), 'x', random);
  }),
});

export const LOG_PLAIN = ofText('plain', {
  'a line lost': ofLines((lines, random) => lines.toSpliced(random.int(0, lines.length - 1), 1)),
  'a key mistyped': ofEvent((event, random) => {
    const key = random.pick(Object.keys(event));
    event[`${key}x`] = event[key] ?? null;
    delete event[key];
  }),
  'any value replaced': ofEvent((event, random) => {
    const one = random.pick(objectsOf(event));
    const key = random.pick(Object.keys(one));
    one[key] = random.pick([null, true, 'x', [], {}, 5, -1, raw('1e30'), '\u0000\u202e']);
  }),
});

export const JOB_DAMAGE = ofText('damage', {
  'a key twice': keyTwice(objectsOf),
  'no rate': ofTree((tree, random) => {
    tree.output_options = { sample_rate: random.pick([0, -1, 2, '1', true, {}, raw('1e30')]) };
    return true;
  }),
});

export const JOB_PLAIN = ofText('plain', {
  'a key mistyped': keyMistyped(objectsOf),
  'any value replaced': ofTree((tree, random) => {
    const one = random.pick(objectsOf(tree));
    one[random.pick(Object.keys(one))] = random.pick([null, true, 'x', [], {}, 5, -1]);
    return true;
  }),
});

type Estimate = JsonObject & Record<'period' | 'usage' | 'meters', JsonObject>;
const ofQuantity = (change: (at: JsonObject, key: string, random: Random) => unknown) =>
  ofTree((tree, random) => {
    const at = random.pick([(tree as Estimate).usage, (tree as Estimate).meters]);
    change(at, random.pick(Object.keys(at)), random);
    return true;
  });

export const ESTIMATE_DAMAGE = ofText('damage', {
  'a key mistyped': keyMistyped(objectsOf),
  'a key twice': keyTwice(objectsOf),
  'no quantity': ofQuantity((at, key, random) => {
    at[key] = random.pick([
      null,
      '',
      'many',
      -5,
      '-5',
      raw('1e30'),
      true,
      {},
      [],
      '1e5',
      raw('NaN'),
    ]);
  }),
  'a fraction too fine': ofQuantity((at, key) => {
    at[key] = raw('0.12345678901234567890');
  }),
  'a period backwards': ofTree((tree) => {
    (tree as Estimate).period = { starts_on: '2026-11-01', ends_on: '2026-10-01' };
    return true;
  }),
  'no day': ofTree((tree, random) => {
    (tree as Estimate).period.ends_on = random.pick(['2026-02-30', 'November', '', null, 5]);
    return true;
  }),
  'no plan': ofTree((tree, random) => {
    tree.plan = random.pick(['gold', '', null, 5, {}]);
    return true;
  }),
});
