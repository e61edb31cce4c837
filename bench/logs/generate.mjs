// Writes trace events of a made-up chat platform as Logpush delivers them: 20 files of NDJSON in
// gzip, zstd and Parquet. `node bench/logs/generate.mjs 2000000 [sessions|scattered|plain]`. The same
// bytes each time. In sessions, an object is at work for an hour and a half of the day, as a room
// is; scattered, every event is of any object and class at any time, which is the worst for sums.
// plain is a platform's: no usage line, and so many scripts that an hour of one has two records.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';

const HERE = dirname(fileURLToPath(import.meta.url));
const FILES = 20;
const OBJECTS = 5_000;
/** Objects at work at a time, in sessions. */
const ROOMS = 300;
const DAY_MS = 86_400_000;
const STARTS_MS = Date.UTC(2026, 9, 20);
/** One line in so many is delivered again in the next file. */
const REPEATED = 1_000;

/** A stream of 32-bit numbers from a seed (xorshift). */
function randomFrom(seed) {
  let x = seed | 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x >>> 0;
  };
}

const hex = (random, digits) =>
  Array.from({ length: digits / 8 }, () => random().toString(16).padStart(8, '0')).join('');

const ids = (seed, n) =>
  Array.from({ length: n }, (_, i) => hex(randomFrom(seed * 7919 + i * 31 + 1), 64));
const OBJECT_IDS = ids(1, OBJECTS);

/** Kinds of event, the share of each in a hundred, and how each is logged. */
const KINDS = [
  { until: 30, type: 'fetch', entrypoint: '', k: 'http', says: false },
  { until: 42, type: 'fetch', entrypoint: 'ChatRoom', k: 'http', says: true },
  { until: 80, type: 'hibernatable_web_socket', entrypoint: 'ChatRoom', k: 'ws', says: true },
  { until: 94, type: 'worker_rpc', entrypoint: 'Inventory', k: 'rpc', says: true },
  { until: 100, type: 'alarm', entrypoint: 'Inventory', k: 'alarm', says: true },
];

/** Records of an hour and script, in plain. */
const PLAIN_RECORDS = 2;

/** The record of one of so many Workers that an hour of each has two records, `rows` in all. */
function plainRecord(random, at, rows) {
  const script = random() % Math.max(1, Math.round(rows / 24 / PLAIN_RECORDS));
  const wall = 1 + (random() % 40);
  return JSON.stringify({
    CPUTimeMs: 1 + (wall >> 2),
    DispatchNamespace: 'customers',
    Entrypoint: '',
    Event: {
      RayID: hex(random, 16),
      Request: { Method: 'GET', URL: `https://customer-${script}.example.com/?since=${random()}` },
      Response: { Status: 200 },
    },
    EventTimestampMs: at,
    EventType: 'fetch',
    Exceptions: [],
    Logs: [
      {
        Level: 'info',
        Message: ['handled', { trace: hex(random, 24), shard: script % 64 }],
        TimestampMs: at,
      },
    ],
    Outcome: 'ok',
    ScriptName: `customer-${script}`,
    ScriptTags: ['production'],
    ScriptVersion: { ID: '5f2a9c1e-77b0-4d3c-9d3f-0b6a1c2d3e4f', Message: '', Tag: 'v42' },
    WallTimeMs: wall,
  });
}

/** Which object an event is of; in sessions, each third object is an Inventory. */
function objectOf(shape, random, at, entrypoint) {
  if (shape === 'scattered') return random() % OBJECTS;
  const first = Math.floor(((at - STARTS_MS) / DAY_MS) * OBJECTS);
  const room = first + (random() % ROOMS);
  const isInventory = entrypoint === 'Inventory';
  return (room - (room % 3) + (isInventory ? 0 : 1 + (room % 2))) % OBJECTS;
}

/** One record; `at` runs through the day, so each file covers its own part of it. */
function record(random, at, shape) {
  const share = random() % 100;
  const { type, entrypoint, k, says } = KINDS.find(({ until }) => share < until);
  const object = objectOf(shape, random, at, entrypoint);
  const wall = 1 + (random() % 40);
  const usage = {
    usage: {
      v: 1,
      t: `tenant-${object % 200}`,
      c: entrypoint,
      o: OBJECT_IDS[object],
      n: hex(random, 16),
      k,
      rr: random() % 50,
      rw: random() % 5,
      db: 12_288 + 4096 * (random() % 5000),
    },
  };
  const isUpgrade = type === 'fetch' && entrypoint !== '' && random() % 4 === 0;
  const Event =
    type === 'fetch'
      ? {
          RayID: hex(random, 16),
          Request: {
            Method: 'GET',
            URL: `https://chat.example.com/rooms/${object}?since=${random()}`,
          },
          Response: { Status: isUpgrade ? 101 : 200 },
        }
      : {};
  const Logs = [
    {
      Level: 'info',
      Message: ['handled', { trace: hex(random, 24), shard: object % 64 }],
      TimestampMs: at,
    },
  ];
  if (says) Logs.push({ Level: 'log', Message: [JSON.stringify(usage)], TimestampMs: at + wall });
  return JSON.stringify({
    CPUTimeMs: 1 + (wall >> 2),
    DispatchNamespace: '',
    Entrypoint: entrypoint,
    Event,
    EventTimestampMs: at,
    EventType: type,
    Exceptions: [],
    Logs,
    Outcome: 'ok',
    ScriptName: entrypoint === 'Inventory' ? 'warehouse' : 'chat-edge',
    ScriptTags: ['production', 'team-chat'],
    ScriptVersion: { ID: '5f2a9c1e-77b0-4d3c-9d3f-0b6a1c2d3e4f', Message: '', Tag: 'v42' },
    WallTimeMs: isUpgrade ? 60_000 + wall * 1000 : wall,
  });
}

/** Writes the files of `rows` records below `dir`, in each form asked for. */
export async function generate(rows, dir, shape, forms = ['gz', 'zst', 'parquet']) {
  rmSync(dir, { recursive: true, force: true });
  for (const form of ['ndjson', ...forms]) mkdirSync(join(dir, form), { recursive: true });
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  const each = Math.ceil(rows / FILES);
  let carried = [];
  for (let file = 0; file < FILES; file++) {
    const random = randomFrom(file * 65_537 + 12_345);
    const lines = carried;
    carried = [];
    for (let i = lines.length; i < each; i++) {
      const at = STARTS_MS + Math.floor((DAY_MS * (file * each + i)) / (FILES * each));
      const line = shape === 'plain' ? plainRecord(random, at, rows) : record(random, at, shape);
      lines.push(line);
      if (i % REPEATED === 7) carried.push(line);
    }
    const name = `20261020T${String(file).padStart(2, '0')}0000Z_events.log`;
    const text = Buffer.from(`${lines.join('\n')}\n`);
    const raw = join(dir, 'ndjson', name);
    writeFileSync(raw, text);
    if (forms.includes('gz')) writeFileSync(join(dir, 'gz', `${name}.gz`), gzipSync(text));
    if (forms.includes('zst')) await db.run(zstd(raw, join(dir, 'zst', `${name}.zst`)));
    if (forms.includes('parquet'))
      await db.run(parquet(raw, join(dir, 'parquet', `${name}.parquet`)));
    rmSync(raw);
  }
  db.closeSync();
  return { records: each * FILES };
}

function zstd(from, to) {
  return `copy (select * from read_csv('${from}', columns = {l: 'VARCHAR'}, delim = '\x01', quote = '',
    escape = '', header = false, auto_detect = false))
    to '${to}' (format csv, compression zstd, header false, delimiter '\x01', quote '', escape '')`;
}

function parquet(from, to) {
  return `copy (select * from read_json('${from}', format = 'newline_delimited',
    columns = {CPUTimeMs: 'BIGINT', DispatchNamespace: 'VARCHAR', Entrypoint: 'VARCHAR', Event: 'VARCHAR',
      EventTimestampMs: 'BIGINT', EventType: 'VARCHAR', Exceptions: 'VARCHAR', Logs: 'VARCHAR',
      Outcome: 'VARCHAR', ScriptName: 'VARCHAR', ScriptVersion: 'VARCHAR', WallTimeMs: 'BIGINT'}))
    to '${to}' (format parquet, compression zstd)`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = Number(process.argv[2] ?? 2_000_000);
  const shape = process.argv[3] ?? 'sessions';
  const dir = join(HERE, '..', 'data', `logs-${shape}-${rows}`);
  console.log(JSON.stringify({ dir, ...(await generate(rows, dir, shape)) }));
}
