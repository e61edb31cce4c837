// What the union of spans of activity takes: the rule itself beside one bare running-max window over
// the same table, and under a memory limit beside none.
//
//     node bench/islands.mjs              10,000,000 spans, three interleaved runs
//     node bench/islands.mjs 50000000     the union with and without a limit of 1 GB
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';

const QUERIES = fileURLToPath(new URL('../queries/', import.meta.url));
const SPANS = Number(process.argv[2] ?? 10_000_000);
const LARGE = 50_000_000;
const OBJECTS = 200_000;
const MONTH_MS = 2_678_400_000;
const START_MS = Date.parse('2026-10-01T00:00:00Z');
const VIEWS = ['staging.log_spans', 'logs.spans_with_reach', 'logs.least_days', 'logs.object_days'];

const REACH = `max(ends_ms) over (partition by object_key order by starts_ms
  rows between unbounded preceding and 1 preceding) as reached_ms`;
const FROM_TO = `${START_MS}, ${START_MS + MONTH_MS}`;
const QUERY = {
  'one running-max window': `select sum(reached_ms) from (select ${REACH} from raw.log_intervals)`,
  'the union, by object': `select object_key,
    sum(new_part_ms(starts_ms, ends_ms, reached_ms, 0, ${FROM_TO})) as active_ms
    from logs.spans_with_reach group by object_key`,
  'the band, by object and day': 'from logs.object_days',
};

/** Events of up to five seconds, at random over a month; one object in a hundred has upgrades. */
const FILL = [
  `create table raw.log_intervals as
   select (i % 20)::integer as load_key, (hash(i) % ${OBJECTS})::integer as object_key,
     1::integer as place_key, hash(i) % ${OBJECTS} % 100 = 0 and i % 50 = 0 as is_upgrade,
     (${START_MS} + hash(i, 1) % ${MONTH_MS})::bigint as starts_ms,
     (starts_ms + hash(i, 2) % 5000)::bigint as ends_ms
   from range(${SPANS}) as t (i)`,
  `create table logs.object_classes as
   select i::integer as object_key, i % 200 = 0 as has_upgrades, i % 200 = 0 as is_guessed_accept,
     0::bigint as base_tail_ms, 10000::bigint as high_tail_ms, 10000::bigint as idle_tail_ms
   from range(${OBJECTS}) as t (i)`,
  'checkpoint',
];

async function open(folder) {
  const instance = await DuckDBInstance.create(join(folder, 'spans.duckdb'), { threads: '2' });
  const db = await instance.connect();
  await db.run(readFileSync(join(QUERIES, 'macros.sql'), 'utf8'));
  for (const schema of ['raw', 'staging', 'usage']) await db.run(`create schema ${schema}`);
  for (const statement of FILL) await db.run(statement);
  for (const view of VIEWS) {
    const sql = readFileSync(join(QUERIES, `${view.replace('.', '/')}.sql`), 'utf8');
    await db.run(`create view ${view} as ${sql}`);
  }
  return db;
}

/** Processor and elapsed seconds of a query whose rows are kept in a table, as a build does. */
async function time(db, sql) {
  const started = performance.now();
  const before = process.cpuUsage();
  await db.run(`create or replace temp table kept as ${sql}`);
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, wall: (performance.now() - started) / 1000 };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

function print(name, runs, base) {
  const cpu = median(runs.map((run) => run.cpu));
  const wall = median(runs.map((run) => run.wall));
  const ratio = (cpu / base).toFixed(2);
  console.log(`${name.padEnd(30)} ${cpu.toFixed(2)} s cpu ${wall.toFixed(2)} s wall  ${ratio}`);
}

async function besideWindow(db) {
  const runs = Object.keys(QUERY).map((name) => [name, []]);
  for (let i = 0; i < 3; i++) {
    for (const [name, own] of runs) own.push(await time(db, QUERY[name]));
  }
  const base = median(runs[0][1].map((run) => run.cpu));
  for (const [name, own] of runs) print(name, own, base);
}

async function underLimit(db) {
  const union = QUERY['the union, by object'];
  const free = await time(db, union);
  await db.run("set memory_limit = '1GB'");
  const limited = await time(db, union);
  print('no limit', [free], free.cpu);
  print('memory_limit 1GB', [limited], free.cpu);
}

const folder = mkdtempSync(join(tmpdir(), 'flaretally-islands-'));
try {
  const db = await open(folder);
  console.log(`${SPANS} spans of ${OBJECTS} objects`);
  await (SPANS >= LARGE ? underLimit(db) : besideWindow(db));
  db.closeSync();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`greatest resident size ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
