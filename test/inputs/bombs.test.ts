// @module-tag journey
// Small files that would take the machine: each is refused before it does, with the limit and the
// flag that raises it. Logs may be of any size; a line of one may not.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { documentSize } from '../../src/sources/document-size.ts';
import { readPdf } from '../../src/sources/invoice/pdf.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

const ACCOUNT = '0123456789abcdef0123456789abcdef';
const answerOf = (rows: string) =>
  `{"data":{"viewer":{"accounts":[{"workersInvocationsAdaptive":${rows}}]}},"errors":null}`;

interface Bomb {
  kind: string;
  holds: () => string | Buffer;
  code?: string;
  why: RegExp;
  exit?: number;
}

const MB = 1_000_000;
const NOUGHTS = '0'.repeat(40 * MB);

const BOMBS: Readonly<Record<string, Bomb>> = {
  'an answer that is large': {
    kind: 'graphql',
    holds: () => answerOf(`"${NOUGHTS}"`),
    why: /more than 32 MB/,
  },
  'an answer that unpacks to 40 MB': {
    kind: 'graphql',
    holds: () => gzipSync(answerOf(`"${NOUGHTS}"`)),
    why: /more than 32 MB/,
  },
  'an answer packed a thousand to one': {
    kind: 'rest',
    holds: () => gzipSync(answerOf(`"${NOUGHTS.slice(0, 20 * MB)}"`)),
    why: /suspicious/,
  },
  'an answer of five million numbers': {
    kind: 'graphql',
    holds: () => answerOf(`[${'1,'.repeat(5 * MB)}1]`),
    why: /more than 4000000 values/,
  },
  'an answer that nests': {
    kind: 'graphql',
    holds: () => answerOf('['.repeat(MB) + ']'.repeat(MB)),
    code: 'E_JSON',
    why: /nested more than 100 levels deep/,
  },
  'an answer for ten thousand and more datasets': {
    kind: 'graphql',
    holds: () => answerOf(`[],${Array.from({ length: 20_000 }, (_, i) => `"k${i}":[]`)}`),
    code: 'E_JSON',
    why: /more than 10000 keys/,
  },
  'an answer for a thousand datasets': {
    kind: 'graphql',
    holds: () => answerOf(`[],${Array.from({ length: 1000 }, (_, i) => `"k${i}":[]`)}`),
    code: 'E_JSON',
    why: /1001 datasets/,
  },
  'a map of one field': {
    kind: 'tenants',
    holds: () => gzipSync(`tenant,kind,value\nacme,script,"${NOUGHTS}"\n`),
    why: /more than 32 MB/,
  },
  'a map of a hundred thousand columns': {
    kind: 'tenants',
    holds: () => `tenant,kind,value${',x'.repeat(100_000)}\n`,
    code: 'E_CSV_COLUMNS',
    why: /more than 1000/,
    exit: 2,
  },
  'a map with a row of a million columns': {
    kind: 'tenants',
    holds: () => `tenant,kind,value\nacme,script,api${','.repeat(MB)}\n`,
    code: 'E_CSV_COLUMNS',
    why: /line 2 has more than 1000/,
    exit: 2,
  },
  'the text of an invoice': {
    kind: 'invoice',
    holds: () => `Invoice number IN-12345678\nAmount due $1\n${'x\n'.repeat(5 * MB)}`,
    why: /must fit in memory, and has more than 8 MB/,
  },
  'an invoice in JSON': {
    kind: 'invoice',
    holds: () => gzipSync(`{"lines":[{"description":"${NOUGHTS.slice(0, 9 * MB)}"}]}`),
    why: /suspicious|must fit in memory/,
  },
  'settings of a job': {
    kind: 'logpush_job',
    holds: () => gzipSync(`{"dataset":"${NOUGHTS.slice(0, 9 * MB)}"}`),
    why: /suspicious|must fit in memory/,
  },
  'a log of one line': {
    kind: 'logpush',
    holds: () => gzipSync(`{"EventTimestampMs":1791072000000,"ScriptName":"${NOUGHTS}"}\n`),
    code: 'E_FILE_LINE',
    why: /16 MiB/,
  },
};

describe.each(Object.entries(BOMBS))(
  '%s',
  (_, { kind, holds, code = 'E_DOCUMENT_SIZE', why, exit = 1 }) => {
    test(`is ${code}`, async () => {
      const folder = temporary(onTestFinished);
      placeEmptyDatabase(join(folder, 'flaretally.duckdb'));
      writeFileSync(join(folder, 'bomb'), holds());
      const argv = ['load', 'bomb', '--kind', kind, '--account', ACCOUNT];
      const { code: ended, err } = await run(argv, folder);
      expect(err).toMatch(new RegExp(`^error ${code}: bomb `));
      expect(err).toMatch(why);
      if (code === 'E_DOCUMENT_SIZE') expect(err).toMatch(/--max-document-size 256MB/);
      expect(ended).toBe(exit);
    });
  },
);

test('a file that is large and meant is read with a larger limit, and small ones by a smaller not', async () => {
  const folder = temporary(onTestFinished);
  placeEmptyDatabase(join(folder, 'flaretally.duckdb'));
  writeFileSync(join(folder, 't.csv'), `tenant,kind,value\n${'acme,script,api\n'.repeat(200)}`);
  const argv = ['load', 't.csv', '--account', ACCOUNT, '--max-document-size'];
  const refused = await run([...argv, '2kB'], folder);
  expect(refused.err).toMatch(/^error E_DOCUMENT_SIZE: t.csv .*\n.*--max-document-size is 2 kB/);
  expect(await run([...argv, '1MB'], folder)).toMatchObject({ code: 0 });
});

test('the file of an estimate is bounded too, even one without an end', async () => {
  const folder = temporary(onTestFinished);
  const { code, err } = await run(['estimate', '/dev/zero', '--max-document-size', '64kB'], folder);
  expect(err).toMatch(/^error E_DOCUMENT_SIZE: \/dev\/zero .*\n.*more than 16 kB/);
  expect(code).toBe(1);
});

test('a CSV of rules is bounded too', () => {
  const folder = temporary(onTestFinished);
  mkdirSync(join(folder, 'ref'));
  writeFileSync(join(folder, 'ref/price_book.csv'), 'sku,'.repeat(100_000));
  expect(() => readCatalog(folder)).toThrow(
    expect.objectContaining({ code: 'E_QUERIES_SIZE', exit: 2 }),
  );
});

test('a device is no file to load', async () => {
  const { code, err } = await run(['load', '/dev/zero'], temporary(onTestFinished));
  expect(err).toMatch(/^error E_FILE_UNREADABLE: \/dev\/zero /);
  expect(code).toBe(2);
});

test('sizes are read as people write them', () => {
  const sizes = ['256MB', '1GB', '500 kB', '2048', '64m'].map(documentSize);
  expect(sizes).toEqual([256 * MB, 1000 * MB, 500_000, 2048, 64 * MB]);
  for (const wrong of ['', 'much', '0', '-1MB', '3GB', '1e9', '1.5MB'])
    expect(() => documentSize(wrong)).toThrow(expect.objectContaining({ code: 'E_SIZE', exit: 2 }));
});

/** A PDF of one stream, drawn on each page. */
function pdf(stream: Buffer, filter: string, pages = 1): Buffer {
  const kids = Array.from({ length: pages }, (_, i) => `${i + 4} 0 R`).join(' ');
  const head = Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n` +
      `2 0 obj<</Type/Pages/Kids[${kids}]/Count ${pages}>>endobj\n` +
      `3 0 obj<</Length ${stream.length}/Filter ${filter}>>stream\n`,
    'latin1',
  );
  const page = (i: number) =>
    `${i + 4} 0 obj<</Type/Page/Parent 2 0 R/Contents 3 0 R/MediaBox[0 0 9 9]/Resources<<>>>>endobj\n`;
  const tail = Array.from({ length: pages }, (_, i) => page(i)).join('');
  const end = `\nendstream endobj\n${tail}trailer<</Size ${pages + 4}/Root 1 0 R>>\n%%EOF\n`;
  return Buffer.concat([head, stream, Buffer.from(end, 'latin1')]);
}

test.each([
  ['a stream of gigabytes', deflateSync(Buffer.alloc(600 * MB, ' ')), '/FlateDecode', 1],
  [
    'a stream packed twice',
    deflateSync(deflateSync(Buffer.alloc(600 * MB, ' '))),
    '[/FlateDecode/FlateDecode]',
    1,
  ],
  ['a book', deflateSync('BT ET'), '/FlateDecode', 1500],
])(
  'a PDF with %s is given up',
  async (_, stream, filter, pages) => {
    await expect(readPdf('a.pdf', pdf(stream, filter, pages), 4 * MB)).rejects.toMatchObject({
      code: 'E_DOCUMENT_SIZE',
      why: expect.stringMatching(/too much data|pages of at most/),
    });
  },
  60_000,
);
