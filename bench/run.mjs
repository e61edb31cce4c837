// Measures what the commands cost: run `npm run build && npm run bench` (or `npm run bench 10000000`).
// Figures go to stdout as the tables of results.md. Processor time is user and system time of the
// child, all threads; memory is the greatest resident size. Each is the median of three runs.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const DATA = join(HERE, 'data');
/** FLARETALLY_CLI measures another build, for a before and after. */
const CLI = process.env.FLARETALLY_CLI ?? join(HERE, '..', 'dist', 'cli.js');
const GNU_TIME = '/usr/bin/time';
const RUNS = 3;
/** From this size on a load takes minutes: it is measured once. */
const ONCE_FROM_ROWS = 10_000_000;

/** Twenty readings of the rules, to be rated beside base. */
const COMPARED = [
  ...[19, 21, 10, 40].map((ratio) => `ws_ratio=${ratio}`),
  ...[32, 64, 96, 256].map((mb) => `memory_mb=${mb}`),
  'mb_per_gb=1024',
  'bytes_per_gb=1073741824',
  'gb_month_days=period',
  'rounding=pro_rata',
  'rounding=floor',
  'allowance=none',
  'ws_ratio=1,memory_mb=32',
  'ws_ratio=1,rounding=floor',
  'memory_mb=64,rounding=pro_rata',
  'mb_per_gb=1024,bytes_per_gb=1073741824',
  'allowance=none,rounding=pro_rata',
  'gb_month_days=period,rounding=floor',
];

const WORKLOAD = {
  period: { starts_on: '2026-10-01', ends_on: '2026-11-01' },
  plan: 'workers_paid',
  usage: { 'workers.requests': '25000000' },
  meters: { 'durable_objects.http_requests': '3000000' },
};

/** Exit codes of a measured command that mean it did its work: 3 is a variance, as planted. */
const DONE = [0, 3];

/** Runs a command and returns what it cost. */
function measure(words) {
  const usage = join(DATA, 'usage.txt');
  const command = [process.execPath, CLI, ...words];
  const timed = [GNU_TIME, '-o', usage, '-f', '%U %S %e %M', ...command];
  const [program, ...rest] = timed;
  const result = spawnSync(program, rest, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!DONE.includes(result.status)) throw new Error(`${words.join(' ')}: ${result.stderr}`);
  const [user, system, elapsed, kilobytes] = readFileSync(usage, 'utf8')
    .trim()
    .split('\n')
    .at(-1)
    .split(' ');
  return {
    cpu: Number(user) + Number(system),
    elapsed: Number(elapsed),
    mb: Number(kilobytes) / 1024,
  };
}

/** The median of each figure over `runs` runs, each on what `prepare` leaves. */
function median(words, { runs = RUNS, prepare = () => {} } = {}) {
  const all = Array.from({ length: runs }, () => {
    prepare();
    return measure(words);
  });
  const middle = (name) => all.map((one) => one[name]).sort((a, b) => a - b)[Math.floor(runs / 2)];
  return { cpu: middle('cpu'), elapsed: middle('elapsed'), mb: middle('mb') };
}

function benchSize(rows) {
  const dir = join(DATA, String(rows));
  if (!existsSync(join(dir, 'invoice.csv'))) generate(rows, dir);
  const loaded = join(DATA, `${rows}.duckdb`);
  const work = join(DATA, 'work.duckdb');
  const inputs = ['usage', 'rest', 'tenants.csv', 'invoice.csv'].map((name) => join(dir, name));
  const fresh = () => rmSync(loaded, { force: true });
  const copied = () => copyFileSync(loaded, work);
  const reconcile = ['reconcile', '--db', work, '--format', 'json'];
  const compare = COMPARED.flatMap((switches) => ['--compare', switches]);
  const runs = rows < ONCE_FROM_ROWS ? RUNS : 1;
  print(
    `load of ${rows} rows`,
    median(['load', ...inputs, '--db', loaded], { runs, prepare: fresh }),
  );
  print(`reconcile of ${rows} rows`, median(reconcile, { prepare: copied }));
  print(`the same and 20 scenarios`, median([...reconcile, ...compare], { prepare: copied }));
  process.stdout.write(
    `| database of ${rows} rows | | | ${megabytes(statSync(loaded).size)} on disk |\n`,
  );
  rmSync(work, { force: true });
}

function benchSmall() {
  const file = join(DATA, 'workload.json');
  writeFileSync(file, JSON.stringify(WORKLOAD));
  print('--help', median(['--help']));
  print('estimate of one file', median(['estimate', file, '--format', 'json']));
}

function print(what, { cpu, elapsed, mb }) {
  process.stdout.write(
    `| ${what} | ${cpu.toFixed(2)} s | ${elapsed.toFixed(2)} s | ${mb.toFixed(0)} MB |\n`,
  );
}

function megabytes(bytes) {
  return `${(bytes / (1 << 20)).toFixed(0)} MB`;
}

function main(sizes) {
  if (!existsSync(CLI)) throw new Error(`${CLI} is missing: npm run build first`);
  if (!existsSync(GNU_TIME)) throw new Error(`${GNU_TIME} is missing: install GNU time`);
  mkdirSync(DATA, { recursive: true });
  const memory = Math.round(totalmem() / 2 ** 30);
  process.stdout.write(
    `${cpus().length} processors, ${memory} GB memory, Node ${process.version}\n\n`,
  );
  process.stdout.write('| | processor | elapsed | memory |\n|---|--:|--:|--:|\n');
  benchSmall();
  for (const rows of sizes) benchSize(rows);
}

const sizes = process.argv.slice(2).map(Number);
if (sizes.some((rows) => !Number.isSafeInteger(rows))) throw new Error('give numbers of rows');
main(sizes.length > 0 ? sizes : [100_000, 1_000_000]);
