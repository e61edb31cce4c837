// What a year of nights costs a small account: `npm run build && node bench/file-growth.mjs [NIGHTS]`. Each
// night loads the new day and, as `run` pulls it, the two days before once more. Processor time is
// that of a load in one process that is started already; the file is compared with one that is built
// at once from the same files.
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from '../dist/load.js';
import { Database } from '../dist/store/database.js';

const ACCOUNT = '8f14e45fceea167a5a36dedd4bea2543';
const NAMESPACES = ['Room', 'Vault'].map((name, i) => ({ name, id: `${i}`.repeat(32) }));
const OBJECTS = Array.from({ length: 44 }, (_, i) => ({
  name: `tenant-${i % 9}/room-${i}`,
  objectId: i.toString(16).padStart(64, '0'),
  namespaceId: NAMESPACES[i % 4 === 0 ? 1 : 0].id,
}));
const SCRIPTS = ['edge', 'site', 'admin'];
const SHOWN = [1, 2, 7, 30, 90, 180, 365];
const AGAIN = 3;

const DATASETS = {
  durableObjectsInvocationsAdaptiveGroups: (date, factor) =>
    OBJECTS.map((object, i) => ({
      dimensions: { date, ...object, scriptName: 'edge', type: 'http', status: 'success' },
      sum: { requests: figure(date, i, 900, factor), wallTime: figure(date, i, 90_000, factor) },
      avg: { sampleInterval: 1 },
    })),
  durableObjectsPeriodicGroups: (date, factor) =>
    OBJECTS.map((object, i) => ({
      dimensions: { date, ...object },
      sum: {
        activeTime: figure(date, i, 80_000_000, factor),
        duration: figure(date, i, 10, factor),
        inboundWebsocketMsgCount: figure(date, i, 400, factor),
        outboundWebsocketMsgCount: 0,
        rowsRead: figure(date, i, 5000, factor),
        rowsWritten: figure(date, i, 700, factor),
        ...{ storageReadUnits: 0, storageWriteUnits: 0, storageDeletes: 0 },
      },
    })),
  durableObjectsSqlStorageGroups: (date, factor) =>
    NAMESPACES.map(({ id }, i) => ({
      dimensions: { date, namespaceId: id },
      max: { storedBytes: figure(date, i, 1_000_000_000, factor) },
    })),
  workersInvocationsAdaptive: (date, factor) =>
    SCRIPTS.map((scriptName, i) => ({
      dimensions: { date, scriptName, status: 'success', usageModel: 'standard' },
      sum: {
        requests: figure(date, i, 300_000, factor),
        cpuTimeUs: figure(date, i, 3e8, factor),
      },
      avg: { sampleInterval: 1 },
    })),
};

/** The same number for a day and a thing each time, but for what had not arrived yet. */
function figure(date, i, most, factor) {
  const spread = (Date.parse(date) / 86_400_000) * 2_654_435_761 + (i + 1) * 40_503;
  return Math.floor((1 + (Math.floor(spread) % most)) * factor);
}

function dateOf(night) {
  return new Date(Date.UTC(2026, 0, 4) + night * 86_400_000).toISOString().slice(0, 10);
}

/** An answer for each dataset of a day, as it was `age` nights later. */
function saveDay(dir, day, age) {
  const [from, to] = [dateOf(day), dateOf(day + 1)];
  const factor = age === 0 ? 0.97 : 1;
  for (const [dataset, rowsOf] of Object.entries(DATASETS)) {
    const rows = rowsOf(from, factor);
    const fields = Object.entries(rows[0])
      .map(([name, own]) => `${name} { ${Object.keys(own).join(' ')} }`)
      .join(' ');
    const query = `query U($a: string!, $start: Date!, $end: Date!, $limit: uint64!) { viewer {
      accounts(filter: { accountTag: $a }) { ${dataset}(filter: { date_geq: $start, date_lt: $end },
      limit: $limit) { ${fields} } } } }`;
    const document = {
      ...{ flaretally: 1, captured_at: `${dateOf(day + age + 1)}T03:00:00Z`, account: ACCOUNT },
      ...{
        dataset,
        request: { query, variables: { a: ACCOUNT, start: from, end: to, limit: 9999 } },
      },
      response: { data: { viewer: { accounts: [{ [dataset]: rows }] } } },
    };
    writeFileSync(join(dir, `${dataset}-${from}.json`), JSON.stringify(document));
  }
}

function saveAccount(dir) {
  const result = NAMESPACES.map(({ id, name }) => ({
    ...{ id, name, script: 'edge', class: name, use_sqlite: true },
  }));
  writeFileSync(join(dir, 'namespaces.json'), JSON.stringify({ result, success: true }));
  const lines = Array.from({ length: 8 }, (_, i) => `t${i},object_name,tenant-${i}/,prefix`);
  writeFileSync(join(dir, 'tenants.csv'), `tenant,kind,value,match\n${lines.join('\n')}\n`);
}

async function measured(paths, db, night) {
  const before = process.cpuUsage();
  const now = new Date(`${dateOf(night + 1)}T03:05:00Z`);
  await load(paths, { db, account: ACCOUNT, anchorDay: 4, now });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function blocksOf(path) {
  const db = await Database.open(path, { readOnly: true });
  const [size] = await db.rows('call pragma_database_size()');
  db.close();
  return `${size.used_blocks} used, ${size.free_blocks} free`;
}

const nights = Number(process.argv[2] ?? 365);
const root = mkdtempSync(join(tmpdir(), 'flaretally-nights-'));
const db = join(root, 'nights.duckdb');
const folders = [];
console.log('| night | processor | file | blocks |\n| ----: | --------: | ---: | ------ |');
const line = async (name, cpu, path) =>
  console.log(
    `| ${name} | ${cpu.toFixed(2)} s | ${(statSync(path).size / 1e6).toFixed(2)} MB | ` +
      `${await blocksOf(path)} |`,
  );
for (let night = 1; night <= nights; night++) {
  const dir = join(root, 'files', String(night).padStart(4, '0'));
  mkdirSync(dir, { recursive: true });
  if (night === 1) saveAccount(dir);
  for (let age = 0; age < Math.min(AGAIN, night); age++) saveDay(dir, night - 1 - age, age);
  folders.push(dir);
  const cpu = await measured([dir], db, night - 1);
  if (SHOWN.includes(night) || night === nights) await line(night, cpu, db);
}
const fresh = join(root, 'fresh.duckdb');
await line('at once', await measured(folders, fresh, nights - 1), fresh);
const ratio = statSync(db).size / statSync(fresh).size;
console.log(`\nThe file of ${nights} nights is ${ratio.toFixed(2)} times that of one load.`);
if (process.env.KEEP) console.log(root);
else rmSync(root, { recursive: true, force: true });
