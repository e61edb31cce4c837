// What happens to a saved answer of the GraphQL API, and to a list of the REST API. Fields that are
// null, dropped or not asked for, and rows that are not there, are `plain`: what is missing and
// counts as nothing is held elsewhere.
import type { Random } from '../../support/random.ts';
import { type JsonObject, keyMistyped, keyTwice, objectsOf, ofTree, raw, twice } from './json.ts';
import { ofText, shuffled } from './mutator.ts';

type AnswerRow = Record<'dimensions' | 'sum' | 'max', JsonObject>;

interface Envelope {
  account: string;
  dataset: string;
  captured_at: string;
  request: { variables: JsonObject };
  response: {
    data: { viewer: { accounts: Record<string, AnswerRow[]>[] } } | null;
    errors?: { message: string }[];
  };
}

type Change = (rows: AnswerRow[], random: Random, envelope: Envelope) => unknown;

const ofRows = (change: Change) =>
  ofTree((tree, random) => {
    const envelope = tree as unknown as Envelope;
    const rows = envelope.response.data?.viewer.accounts[0]?.[envelope.dataset] ?? [];
    change(rows, random, envelope);
    return true;
  });

/** What one row counted, and one of its figures that is not nothing. */
function anyFigure(rows: AnswerRow[], random: Random): { at: JsonObject; key: string } {
  const full = rows.flatMap((row) => {
    const at = row.sum ?? row.max;
    return Object.keys(at).flatMap((key) => (Number(at[key]) > 0 ? [{ at, key }] : []));
  });
  return random.pick(full);
}

const figure = (...written: readonly string[]) =>
  ofRows((rows, random) => {
    const { at, key } = anyFigure(rows, random);
    at[key] = raw(random.pick(written));
  });

const dimension = (change: (old: string) => string) =>
  ofRows((rows, random) => {
    const { dimensions } = random.pick(rows);
    const key = Object.keys(dimensions).find((name) => /^date/.test(name)) ?? '';
    dimensions[key] = change(String(dimensions[key]));
  });

const copyOf = <T>(value: T): T => structuredClone(value);

export const ANSWER_WRITINGS = ofText('same', {
  'rows in another order': ofRows((rows, random) => {
    rows.splice(0, rows.length, ...shuffled(rows, random));
  }),
});

export const ANSWER_DAMAGE = ofText('damage', {
  'a row twice': ofRows((rows, random) => rows.push(copyOf(random.pick(rows)))),
  'a row again with other figures': ofRows((rows, random) => {
    const row = copyOf(random.pick(rows));
    for (const at of [row.sum ?? row.max]) for (const key in at) at[key] = Number(at[key]) * 2 + 1;
    rows.push(row);
  }),
  'all rows twice': ofRows((rows) => rows.push(...copyOf(rows))),
  'half a request': ofRows((rows, random) => {
    const { at, key } = anyFigure(rows, random);
    at[key] = raw(`${at[key]}.5`);
  }),
  'less than nothing': ofRows((rows, random) => {
    const { at, key } = anyFigure(rows, random);
    at[key] = -Number(at[key]);
  }),
  'more than there can be': figure('1e30', '1e300', `9${'0'.repeat(40)}`, '1e400'),
  'no number': figure('true', '"many"', '[]', '{}', '[5]', '{"n":5}', '"5 000"', '"0x10"', '""'),
  'the number in quotes': ofRows((rows, random) => {
    const { at, key } = anyFigure(rows, random);
    at[key] = String(at[key]);
  }),
  'no JSON number': figure('NaN', 'Infinity', '007', '+5', '5_000', '.5'),
  'a figure twice': ofRows((rows, random) => {
    const { at, key } = anyFigure(rows, random);
    twice(at, key, Number(at[key]) * 2 + 1, random);
  }),
  'a key of the answer twice': keyTwice((tree) => {
    const rows = new Set(objectsOf((tree.response ?? {}) as JsonObject));
    return objectsOf(tree).filter((one) => !rows.has(one));
  }),
  'a day of another year': dimension((old) => `2019${old.slice(4)}`),
  'the next day': dimension((old) => old.replace('-10-20', '-10-21')),
  'no day': dimension((old) => old.replace('2026-10-20', '2026-13-45')),
  'the account of another': ofRows((_rows, _random, envelope) => {
    envelope.account = '0123456789abcdef0123456789abcdef';
  }),
  'two accounts': ofRows((_rows, _random, { response }) => {
    const accounts = response.data?.viewer.accounts ?? [];
    accounts.push(...copyOf(accounts));
  }),
  'no account': ofRows((_rows, _random, { response }) => {
    response.data?.viewer.accounts.splice(0);
  }),
  'nothing but an error': ofRows((_rows, _random, { response }) => {
    response.data = null;
    response.errors = [{ message: 'quota exceeded' }];
  }),
  'rows and an error': ofRows((rows, random, { response }) => {
    rows.splice(0, rows.length, ...rows.slice(0, random.int(0, rows.length - 1)));
    response.errors = [{ message: 'internal error' }];
  }),
  'as many rows as were allowed': ofRows((rows, random, { request }) => {
    rows.splice(random.int(1, rows.length - 1));
    request.variables.limit = rows.length;
  }),
  'the rows are no list': ofRows((_rows, random, { dataset, response }) => {
    const account = (response.data?.viewer.accounts[0] ?? {}) as unknown as JsonObject;
    account[dataset] = random.pick([null, {}, 'none', 5, [[]], [null], ['row']]);
  }),
  'another dataset': ofRows((_rows, random, envelope) => {
    envelope.dataset = random.pick(['d1QueriesAdaptiveGroups', 'rest/workers-scripts', '']);
  }),
  'windows that end before they start': ofRows((_rows, _random, { request }) => {
    request.variables.end = '2026-10-19';
  }),
});

export const ANSWER_PLAIN = ofText('plain', {
  'a key mistyped': keyMistyped(objectsOf),
  'a row dropped': ofRows((rows, random) => rows.splice(random.int(0, rows.length - 1), 1)),
  'all rows dropped': ofRows((rows) => rows.splice(0)),
  'another figure': ofRows((rows, random) => {
    const { at, key } = anyFigure(rows, random);
    at[key] = Number(at[key]) * random.pick([10, 1000]) + random.int(0, 9);
  }),
  'a field null': ofRows((rows, random) => {
    const one = random.pick(objectsOf(random.pick(rows) as unknown as JsonObject));
    one[random.pick(Object.keys(one))] = null;
  }),
  'a field dropped': ofRows((rows, random) => {
    const one = random.pick(objectsOf(random.pick(rows) as unknown as JsonObject));
    delete one[random.pick(Object.keys(one))];
  }),
  'a field of another kind': ofRows((rows, random) => {
    const one = random.pick(objectsOf(random.pick(rows) as unknown as JsonObject));
    one[random.pick(Object.keys(one))] = random.pick([true, 'x', [], {}, 5, '\u202e\u0000']);
  }),
  'any value replaced': ofTree((tree, random) => {
    const one = random.pick(objectsOf(tree));
    one[random.pick(Object.keys(one))] = random.pick([null, true, 'x', [], {}, 5, -1, raw('1e30')]);
    return true;
  }),
  'windows of a week': ofRows((_rows, _random, { request }) => {
    request.variables.end = '2026-10-27';
  }),
});

type List = JsonObject & { result: JsonObject[] };
const ofItems = (change: (items: JsonObject[], random: Random, list: List) => unknown) =>
  ofTree((tree, random) => {
    change((tree as List).result, random, tree as List);
    return true;
  });

export const LIST_WRITINGS = ofText('same', {
  'items in another order': ofItems((items, random) => {
    items.splice(0, items.length, ...shuffled(items, random));
  }),
});

export const LIST_DAMAGE = ofText('damage', {
  'an item twice': ofItems((items, random) => items.push(copyOf(random.pick(items)))),
  'an item again by another name': ofItems((items, random) => {
    const item = copyOf(random.pick(items));
    items.push({ ...item, name: 'Another', script: 'another', class: 'Another' });
  }),
  'fewer items than are counted': ofItems((items, random) =>
    items.splice(random.int(0, items.length - 1), 1),
  ),
  'a failed answer': ofItems((_items, _random, list) => {
    Object.assign(list, { success: false, errors: [{ code: 10000, message: 'no' }] });
  }),
  'an id null': ofItems((items, random) => {
    random.pick(items).id = random.pick([null, [], {}, true]);
  }),
  'an id twice in an item': ofItems((items, random) => {
    twice(random.pick(items), 'id', 'f'.repeat(32), random);
  }),
  'the items are no list': ofItems((_items, random, list) => {
    Object.assign(list, { result: random.pick<unknown>([null, {}, 'none', 5, [[]], [null], []]) });
  }),
});

export const LIST_PLAIN = ofText('plain', {
  'a key mistyped': keyMistyped(objectsOf),
  'a field of another kind': ofItems((items, random) => {
    const item = random.pick(items);
    item[random.pick(Object.keys(item))] = random.pick([null, true, 'x', [], {}, 5]);
  }),
});
