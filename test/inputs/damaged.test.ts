// Files that are not what their reader expects: each error names the file, the cause and a cure,
// never the engine's SQL; nothing is loaded.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { run } from '../support/run.ts';
import { digestsOf, temporary } from '../support/temp.ts';

const ACCOUNT = '0123456789abcdef0123456789abcdef';
const MAP = 'tenant,kind,value\nacme,script,api\n';
const LINES = 'description,period_start,period_end,quantity,amount\n';
const ANSWER = '{"data":{"viewer":{"accounts":[]}},"errors":null}';
const LOG = '{"EventTimestampMs":1791072000000,"EventType":"fetch","ScriptName":"api"}\n';
const latin = Buffer.from(`${MAP}caf\xe9,script,web\n`, 'latin1');

interface Case {
  file: string;
  kind?: string;
  holds: string | Buffer;
  code: string;
  why: RegExp;
  exit?: number;
}

const CASES: Readonly<Record<string, Case>> = {
  'a map in Latin-1': {
    file: 't.csv',
    holds: latin,
    code: 'E_FILE_ENCODING',
    why: /utf-?8|unicode/i,
  },
  'a map in UTF-16': {
    file: 't.csv',
    kind: 'tenants',
    holds: Buffer.from(`\uFEFF${MAP}`, 'utf16le'),
    code: 'E_FILE_ENCODING',
    why: /UTF-16/,
  },
  'an answer in UTF-16 without its mark': {
    file: 'a.json',
    kind: 'graphql',
    holds: Buffer.from(ANSWER, 'utf16le').swap16(),
    code: 'E_FILE_ENCODING',
    why: /UTF-16/,
  },
  'a map with a quote that does not end': {
    file: 't.csv',
    holds: `${MAP}"acme,script,web\nx,script,y\n`,
    code: 'E_CSV',
    why: /quote|sniff|dialect/i,
  },
  'an invoice with zero bytes in its header': {
    file: 'i.csv',
    holds: `${LINES.replace('quantity', 'quantity\0\0')}Egress,2026-10-04,2026-11-03,1,1.00\n`,
    code: 'E_CSV',
    why: /zero bytes in its header, in the column quantity\n/,
  },
  'a map with zero bytes in a row': {
    file: 't.csv',
    holds: `${MAP}acme,script,w\0eb\n`,
    code: 'E_CSV',
    why: /zero bytes in row 2\n/,
  },
  'gzip inside gzip': {
    file: 'a.log.gz',
    kind: 'logpush',
    holds: gzipSync(gzipSync(LOG)),
    code: 'E_FILE_COMPRESSION',
    why: /compressed again/,
  },
  'an answer of gzip inside gzip': {
    file: 'a.json.gz',
    kind: 'graphql',
    holds: gzipSync(gzipSync(ANSWER)),
    code: 'E_FILE_COMPRESSION',
    why: /compressed again/,
  },
  'an empty gzip': {
    file: 'a.gz',
    holds: gzipSync(''),
    code: 'E_FILE_EMPTY',
    why: /empty/,
    exit: 2,
  },
  'an answer cut off inside gzip': {
    file: 'a.json.gz',
    kind: 'graphql',
    holds: gzipSync(ANSWER.repeat(99)).subarray(0, 60),
    code: 'E_GZIP',
    why: /unexpected end/,
  },
  'a map with garbage after its gzip': {
    file: 't.csv.gz',
    kind: 'tenants',
    holds: Buffer.concat([gzipSync(MAP), Buffer.from('garbage')]),
    code: 'E_GZIP',
    why: /other bytes/,
  },
  'a log with padding after its gzip': {
    file: 'a.log.gz',
    kind: 'logpush',
    holds: Buffer.concat([gzipSync(LOG), Buffer.alloc(512)]),
    code: 'E_GZIP',
    why: /other bytes/,
  },
  'an answer followed by another': {
    file: 'a.json',
    holds: `${ANSWER}\n${ANSWER}\n`,
    code: 'E_JSON',
    why: /2 JSON documents/,
  },
  'an answer of two accounts': {
    file: 'a.json',
    kind: 'graphql',
    holds: '{"data":{"viewer":{"accounts":[{"workersInvocationsAdaptive":[]},{}]}},"errors":null}',
    code: 'E_JSON',
    why: /has 2 accounts, and Cloudflare answers for one/,
  },
  'a list of answers': {
    file: 'a.json',
    holds: `[${ANSWER}, 7]`,
    code: 'E_KIND_UNKNOWN',
    why: /a list of answers: save each in a file of its own/,
    exit: 2,
  },
  'an answer that is a text': {
    file: 'a.json',
    kind: 'graphql',
    holds: '"no"',
    code: 'E_JSON',
    why: /./,
  },
  'an answer that is nothing': {
    file: 'a.json',
    kind: 'graphql',
    holds: ' \n',
    code: 'E_JSON',
    why: /0 JSON documents/,
  },
  'an answer with NUL bytes': {
    file: 'a.json',
    holds: `${ANSWER.slice(0, -1)}\0\0`,
    code: 'E_JSON',
    why: /./,
  },
  'an answer that is not UTF-8': {
    file: 'a.json',
    holds: Buffer.from(
      '{"data":{"viewer":{"accounts":[{"accountTag":"\xff"}]}},"errors":null}',
      'latin1',
    ),
    code: 'E_FILE_ENCODING',
    why: /utf-?8|unicode/i,
  },
  'a map that is Parquet': {
    file: 't.parquet',
    kind: 'tenants',
    holds: Buffer.from('PARQUET'),
    code: 'E_KIND_FORMAT',
    why: /Parquet/,
    exit: 2,
  },
  'a log whose Parquet pages are damaged': {
    file: 'a.parquet',
    holds: Buffer.from('DAMAGED'),
    code: 'E_FILE_DAMAGED',
    why: /./,
  },
  'a Parquet log of a wrong schema': {
    file: 'a.parquet',
    kind: 'logpush',
    holds: Buffer.from('OTHER'),
    code: 'E_LOG_FIELDS',
    why: /EventType/,
    exit: 2,
  },
};

let folder: string;
let remove = () => {};

beforeAll(() => {
  folder = temporary((clean) => {
    remove = clean;
  });
  placeEmptyDatabase(join(folder, 'flaretally.duckdb'));
  return () => remove();
});

const COLUMNS: Readonly<Record<string, string>> = {
  PARQUET: `'acme' as tenant, 'script' as kind, 'x' as value`,
  DAMAGED: `1791072000000 + i as "EventTimestampMs", 'fetch' as "EventType",
    md5(i::varchar) as "ScriptName"`,
  OTHER: `1791072000000 as "EventTimestampMs", 1 as n`,
};

/** Parquet is written by DuckDB; of what shall be damaged the pages are turned over, not the foot. */
async function content(path: string, holds: string | Buffer): Promise<void> {
  const columns = COLUMNS[holds.toString()];
  if (columns === undefined) return writeFileSync(path, holds);
  const db = await Database.open(':memory:');
  await db.run(`copy (select ${columns} from range(5000) as t(i)) to '${path}' (format parquet)`);
  const [row] = await db.rows<{ hex: string }>(
    `select hex(content) as hex from read_blob('${path}')`,
  );
  db.close();
  const bytes = Buffer.from(row?.hex ?? '', 'hex');
  if (holds.toString() === 'DAMAGED') bytes.fill(0xa5, 40, bytes.length >> 1);
  writeFileSync(path, bytes);
}

describe.each(Object.entries(CASES))('%s', (_, { file, kind, holds, code, why, exit = 1 }) => {
  test(`is ${code}`, async () => {
    const path = join(folder, file);
    await content(path, holds);
    const before = digestsOf(folder);
    const kinds = kind === undefined ? [] : ['--kind', kind];
    const ran = await run(['load', file, ...kinds, '--account', ACCOUNT], folder);
    expect(ran.err).toMatch(new RegExp(`^error ${code}: .*${file}`));
    expect(ran.err).toMatch(why);
    expect(ran.err).toMatch(/\n {2}do: {2}./);
    expect(ran.err).not.toMatch(/LINE \d|select |read_|ignore_errors|correct the statement/);
    expect(ran).toMatchObject({ code: exit, out: '' });
    expect(digestsOf(folder)).toEqual(before);
  });
});

test('what only looks odd is read: gzip after gzip, skipped zstd frames, gzip by any name', async () => {
  const skipped = Buffer.from('502a4d1803000000616263', 'hex');
  const zst = join(folder, 'l.zst');
  const db = await Database.open(':memory:');
  await db.run(
    `copy (select 1791072000000 as "EventTimestampMs", 'fetch' as "EventType",
       'api' as "ScriptName") to '${zst}' (format json, compression zstd)`,
  );
  db.close();
  writeFileSync(join(folder, 's.zst'), Buffer.concat([skipped, readFileSync(zst)]));
  writeFileSync(join(folder, 'map.csv'), gzipSync(MAP));
  writeFileSync(join(folder, 'two.log'), Buffer.concat([gzipSync(LOG), gzipSync(LOG)]));
  const ran = await run(['load', 's.zst', 'map.csv', 'two.log', '--account', ACCOUNT], folder);
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.err).toMatch(/trace events: 2 file/);
  expect(ran.err).toMatch(/tenant maps: 1 file/);
});
