// An answer that is one list of rows, all like the first, is read in one go. What that way takes is
// what the other takes; what is not so plain it leaves to the other.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { inspect } from '../../src/sources/files.ts';
import { loadContext } from '../../src/sources/load-context.ts';
import { measure } from '../../src/sources/measure.ts';
import { loadPlain } from '../../src/sources/plain-answers.ts';
import { Database } from '../../src/store/database.ts';
import { newEmptyDatabase } from '../support/empty-database.ts';
import { temporary } from '../support/temp.ts';
import { ACCOUNT, envelope } from './answers.ts';

const row = (script: string, sum = '"requests":5,"cpuTimeUs":7', more = '') =>
  `{"dimensions":{"date":"2026-10-02","scriptName":"${script}","status":"success"},"sum":{${sum}}${more}}`;
const ROWS = `[${row('a')},${row('b')}]`;
const bare = (text: string) =>
  text.replace(/^.*"response":(.*)\}$/s, '$1').replace('[{', `[{"accountTag":"${ACCOUNT}",`);

let db: Database;
beforeAll(async () => {
  db = await Database.open(newEmptyDatabase());
});
afterAll(() => db.close());

/** How many of some files are left to the other way. */
async function left(...contents: (string | Buffer)[]): Promise<number> {
  const folder = temporary(onTestFinished);
  const files = contents.map(async (content, i) => {
    const path = join(folder, `${i}.json`);
    writeFileSync(path, content);
    return measure(await inspect(path, true), 1e6);
  });
  const options = { ...readCatalog(), now: new Date(0) };
  const context = await loadContext(db, options);
  return (await loadPlain(db, await Promise.all(files), context, new Set())).length;
}

test.each([
  ['an envelope', envelope(ROWS)],
  ['a bare answer that names its account', bare(envelope(ROWS))],
  ['a packed one', gzipSync(envelope(ROWS))],
  ['blanks', envelope(ROWS.replaceAll(':', ' : ').replaceAll(',', ',\n'))],
  ['lines of Windows and a byte order mark', `\uFEFF${envelope(ROWS.replace(',{', ',\r\n{'))}`],
  ['text like JSON', envelope(`[${row('x\\\\\\":[{\\"a\\":1}]')},${row('\\\\')}]`)],
  ['figures in text', envelope(ROWS.replaceAll('5', '"5"'))],
  ['what nothing reads', envelope(`[${row('a', '"requests":5,"errors":1', ',"x":{"y":[1]}')}]`)],
])('%s is read in one go', async (_, content) => {
  expect(await left(content)).toBe(0);
});

test.each([
  ['no row', '[]'],
  ['a row like no other', `[${row('a')},${row('b', '"requests":5')}]`],
  ['a key twice', `[${row('a')},${row('b', '"requests":5,"cpuTimeUs":7,"requests":5')}]`],
  [
    'an unread key twice',
    `[${row('a')},${row('b', '"requests":5,"cpuTimeUs":7', ',"x":1,"x":2')}]`,
  ],
  [
    'a key twice that is missing elsewhere',
    `[${row('a', '"errors":1,"requests":5')},${row('b', '"errors":1,"errors":2,"requests":5')},${row('c', '"requests":5')}]`,
  ],
  ['null', `[${row('a')},null]`],
  ['a null figure', `[${row('a')},${row('b', '"requests":null,"cpuTimeUs":7')}]`],
  ['a fraction', `[${row('a', '"requests":5.5,"cpuTimeUs":7')}]`],
  ['a number of many digits', `[${row('a', '"requests":9007199254740993000,"cpuTimeUs":7')}]`],
  ['another day', `[${row('a').replace('10-02', '10-03')}]`],
  ['a group twice', `[${row('a')},${row('b')},${row('a', '"requests":6,"cpuTimeUs":7')}]`],
  ['a list of lists', `[[${row('a')}]]`],
  ['an object in place of a figure', `[${row('a', '"requests":{"x":5},"cpuTimeUs":7')}]`],
  ['a dimension that is missing', `[${row('a').replace(',"status":"success"', '')}]`],
])('%s is looked at closely', async (_, rows) => {
  expect(await left(envelope(rows), envelope(ROWS))).toBeGreaterThan(0);
});

test.each([
  ['two selections', envelope(ROWS).replace('[{"workers', '[{"x":[],"workers')],
  ['a selection behind it', envelope(ROWS).replace(']}]', '],"x":[]}]')],
  ['errors', envelope(ROWS).replace('"errors":null', '"errors":[{"message":"late"}]')],
  ['two accounts', envelope(ROWS).replace(']}]', ']},{}]')],
  ['a key of the envelope twice', envelope(ROWS).replace('{', '{"account":"x",')],
  ['a cut', envelope(ROWS).slice(0, -1)],
  ['no JSON in a row', envelope(ROWS.replace('7', '+7'))],
  ['two documents', envelope(ROWS).repeat(2)],
])('of an answer with %s nothing is taken', async (_, content) => {
  expect(await left(content)).toBe(1);
});

test('an answer that nobody says whose it is is refused', async () => {
  const content = bare(envelope(ROWS)).replace(/"accountTag":"\w+",/, '');
  await expect(left(content)).rejects.toMatchObject({ code: 'E_ACCOUNT_NEEDED' });
});
