// A day of a large account: `pull` saves it in one answer, which may be larger than any that is read
// whole. Its rows stand in lines, and are read by lines.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { inspect } from '../../src/sources/files.ts';
import { loadGraphql } from '../../src/sources/graphql.ts';
import { loadContext } from '../../src/sources/load-context.ts';
import { measure } from '../../src/sources/measure.ts';
import { Database } from '../../src/store/database.ts';
import { newEmptyDatabase } from '../support/empty-database.ts';
import { temporary } from '../support/temp.ts';
import { ACCOUNT, envelope } from './answers.ts';

const ROWS = 32_000;

/** The most of a document that is read whole, so that the days here need not be larger. */
const MOST = 13_000_000;

let db: Database;
beforeAll(async () => {
  db = await Database.open(newEmptyDatabase());
  // Less than half of what the answer takes if it is read whole.
  await db.run("set memory_limit = '75MB'");
});
afterAll(() => db.close());

const scriptOf = (i: number) =>
  `${String(i).padStart(5, '0')}-${'a script, with a long name. '.repeat(12)}`;
const rowOf = (i: number, script = scriptOf(i)) =>
  `{"dimensions":{"date":"2026-10-02","scriptName":"${script}","status":"success"},` +
  `"sum":{"requests":${i},"cpuTimeUs":${i * 3}}}`;
const rows = (change: (i: number) => string = rowOf) =>
  Array.from({ length: ROWS }, (_, i) => change(i + 1));
const odd = (i: number, cpu: string) =>
  i === 30_000 ? rowOf(i).replace(/"cpuTimeUs":\d+/, cpu) : rowOf(i);
const inLines = (list: readonly string[]) => envelope(`[\n${list.join(',\n')}\n]`);

/** Loads answers in this order; whose they are, they say themselves or nobody does. */
async function load(texts: readonly (string | Buffer)[], account?: string): Promise<void> {
  const folder = temporary(onTestFinished);
  const written = texts.map(async (text, i) => {
    const path = join(folder, `${i}.json`);
    writeFileSync(path, text);
    return measure(await inspect(path, true), MOST);
  });
  const files = await Promise.all(written);
  await db.run('delete from raw.captures; delete from raw.workers_invocations');
  const context = await loadContext(db, {
    ...readCatalog(),
    account,
    documentBytes: MOST,
    now: new Date(0),
  });
  await loadGraphql(db, files, context);
}

async function loaded(text: string | Buffer): Promise<Record<string, string> | undefined> {
  await load([text], ACCOUNT);
  const [found] = await db.rows<Record<string, string>>(
    `select count(*)::varchar as rows, sum(requests)::varchar as requests,
       bool_and(requests::bigint = row_number and left(script, 5)::bigint = row_number)::varchar
         as is_in_order,
       (select row_count::varchar from raw.captures) as counted
     from raw.workers_invocations`,
  );
  return found;
}

const crlf = (text: string) => text.replaceAll('\n', '\r\n');
const BOM = '\uFEFF';

// Each text is made by its test: all of them would be hundreds of MB.
test.each([
  ['in lines', () => inLines(rows())],
  ['in lines as Windows ends them', () => crlf(inLines(rows()))],
  ['in lines, with a byte order mark', () => BOM + inLines(rows())],
  ['in lines as Windows ends them, with the mark', () => BOM + crlf(inLines(rows()))],
  [
    'in such lines with the mark, packed',
    () => gzipSync(BOM + crlf(inLines(rows())), { level: 1 }),
  ],
  ['in such lines, after empty ones', () => crlf(inLines(rows()).replace(',', ',\n\n'))],
])(
  'a day that is larger than a document may be, %s, is read, each row with its number',
  async (_, made) => {
    const text: string | Buffer = made();
    if (typeof text === 'string') expect(text.length).toBeGreaterThan(MOST);
    expect(await loaded(text)).toEqual({
      rows: String(ROWS),
      requests: String((ROWS * (ROWS + 1)) / 2),
      is_in_order: 'true',
      counted: String(ROWS),
    });
  },
);

// A buffer of the reader has 8 MiB: the two characters of a line end stand on both sides of its end.
test.each([0, 1])('lines as Windows ends them, %i characters further on', async (more) => {
  const at = 8 * 1024 * 1024 - 1;
  const text = Buffer.from(crlf(inLines(rows())));
  const end = text.lastIndexOf('\r\n', at);
  const moved = ' '.repeat(at - end + more) + text.toString();
  if (more === 0) expect(moved.slice(at, at + 2)).toBe('\r\n');
  expect(await loaded(moved)).toMatchObject({ rows: String(ROWS), is_in_order: 'true' });
});

test('an answer that is read whole keeps the limit of a document, in lines or not', async () => {
  const path = join(temporary(onTestFinished), 'small.json');
  writeFileSync(path, inLines(rows().slice(0, 1_000)));
  await expect(inspect(path, true).then((file) => measure(file, 100_000))).rejects.toMatchObject({
    code: 'E_DOCUMENT_SIZE',
    why: 'it has more than 100 kB; --max-document-size is 100 kB',
  });
});

test('rows that are not in lines: a day of that size is refused', async () => {
  await expect(loaded(envelope(`[${rows().join(',')}]`))).rejects.toMatchObject({
    code: 'E_DOCUMENT_SIZE',
    why: 'it has more than 13 MB; --max-document-size is 13 MB',
  });
});

test('a row that is cut off: the answer is refused', async () => {
  const cut = inLines(rows()).replace(/"status":"success"\},"sum":\{"requests":9,.*/, '');
  await expect(loaded(cut)).rejects.toMatchObject({ code: 'E_JSON' });
});

test.each([
  [
    'a group twice',
    ROWS,
    () => inLines(rows((i) => (i === ROWS ? rowOf(i, scriptOf(7)) : rowOf(i)))),
  ],
  ['a comma that lacks', 1, () => inLines(rows()).replace('},\n', '}\n')],
  ['two commas', 1, () => inLines(rows()).replace('},\n', '},,\n')],
  ['null', 2, () => inLines(rows()).replace('},\n', '},\nnull,\n')],
  ['an empty list', 2, () => inLines(rows()).replace('},\n', '},\n[],\n')],
  ['what is no JSON', 2, () => inLines(rows()).replace('},\n', '},\nsome text\n')],
  ['a comma at the end', ROWS, () => inLines(rows()).replace('}\n]', '},\n]')],
  ['two rows in a line', 1, () => inLines(rows()).replace(',\n', ',')],
  ['a mark within', 2, () => crlf(inLines(rows())).replace('},\r\n', `},\r\n${BOM}`)],
  ['a figure that is none', 30_000, () => inLines(rows((i) => odd(i, '"cpuTimeUs":1.5')))],
  ['a figure that lacks', 30_000, () => inLines(rows((i) => odd(i, '"cpuTimeMs":1')))],
  ['a key that no other has', 30_000, () => inLines(rows((i) => odd(i, '"cpuTimeUs":1,"wall":2')))],
  [
    'another day',
    3,
    () => inLines(rows((i) => (i === 3 ? rowOf(i).replace('10-02', '10-03') : rowOf(i)))),
  ],
])('%s: a day in lines must be read whole, for which it is too large', async (_, row, made) => {
  await expect(loaded(made())).rejects.toMatchObject({
    code: 'E_DOCUMENT_SIZE',
    // The rows begin in the second line.
    why: expect.stringMatching(`^line ${row + 1} of it is unlike the others, or of a group`),
  });
  expect(await db.rows('from raw.workers_invocations limit 1')).toEqual([]);
});

test.each([
  ['a line that ends otherwise', () => crlf(inLines(rows())).replace('},\r\n', '},\n')],
  ['another that does', () => inLines(rows()).replace(/\},\n(?=[^\n]*\n\])/, '},\r\n')],
  ['the half of a line end', () => crlf(inLines(rows())).replace('},\r\n', '},\r')],
])('%s: the same is said of a day, but of no line', async (_, made) => {
  await expect(loaded(made())).rejects.toMatchObject({
    code: 'E_DOCUMENT_SIZE',
    why: expect.stringMatching(/^a row of it is unlike the others, .* or its lines end unalike/),
  });
  expect(await db.rows('from raw.workers_invocations limit 1')).toEqual([]);
});

/** The answer as `curl` saves it: without an envelope, and of an account that it does not name. */
const bare = (text: string) => text.replace(/^.*"response":(.*)\}$/s, '$1');
const counted = () =>
  db.rows(
    `select account, row_count::varchar as rows from raw.captures order by row_count::bigint`,
  );

test.each([
  ['a small answer', () => [bare(inLines(rows().slice(0, 2))), inLines(rows())]],
  ['a large one', () => [bare(inLines(rows())), inLines(rows().slice(0, 2))]],
])('%s that does not name its account is of the only one, and both are read', async (_, made) => {
  const texts = made();
  for (const files of [texts, texts.toReversed()]) {
    await load(files);
    expect(await counted()).toEqual([
      { account: ACCOUNT, rows: '2' },
      { account: ACCOUNT, rows: String(ROWS) },
    ]);
  }
});

test('beside answers of two accounts, whatever their order, it is of neither', async () => {
  const few = inLines(rows().slice(0, 2));
  const other = few.replaceAll(ACCOUNT, 'f'.repeat(32));
  for (const files of [
    [few, bare(few), other],
    [bare(few), other, few],
  ])
    await expect(load(files)).rejects.toMatchObject({
      code: 'E_ACCOUNT_NEEDED',
      message: expect.stringContaining('the database has several'),
    });
});
