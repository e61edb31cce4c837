// CPU (user and system), wall time and peak memory of a load of logs, beside a bare script and gzip on
// the same files: `node bench/logs.mjs [records] [rounds] [sessions|scattered]`. The contestants take
// turns, so that what else the machine does falls on all of them. Loads go into books that exist,
// as on any night but the first. Generates its data on first use.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from './logs/generate.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const CLI = join(HERE, '..', 'dist', 'cli.js');
const SCRIPT = join(HERE, 'logs', 'script.mjs');
const ACCOUNT = '8f14e45fceea167a5a36dedd4bea2543';

const records = Number(process.argv[2] ?? 2_000_000);
const rounds = Number(process.argv[3] ?? 5);
const shape = process.argv[4] ?? 'sessions';
const dir = join(HERE, 'data', `logs-${shape}-${records}`);
if (!existsSync(dir)) await generate(records, dir, shape);

const work = mkdtempSync(join(tmpdir(), 'flaretally-bench-'));
const books = join(work, 'before.duckdb');
makeBooks();
const load =
  (form, ...more) =>
  () => {
    copyFileSync(books, join(work, 'bench.duckdb'));
    const db = ['--db', join(work, 'bench.duckdb'), '--account', ACCOUNT];
    return [process.execPath, CLI, 'load', join(dir, form), ...db, ...more];
  };
const gz = readdirSync(join(dir, 'gz')).map((file) => join(dir, 'gz', file));
const CONTESTANTS = {
  'gzip -dc': () => ['gzip', '-dc', ...gz],
  'script, counts': () => [process.execPath, SCRIPT, join(dir, 'gz')],
  'script, counts and usage': () => [process.execPath, SCRIPT, join(dir, 'gz'), 'usage'],
  'load --no-dedupe': load('gz', '--no-dedupe'),
  load: load('gz'),
  'load, zst': load('zst'),
  'load, Parquet': load('parquet'),
};

/** Books in which there is one record of the day before. */
function makeBooks() {
  const file = join(work, 'before.ndjson');
  const one = { EventTimestampMs: Date.UTC(2026, 9, 19), EventType: 'fetch', ScriptName: 'edge' };
  writeFileSync(file, `${JSON.stringify(one)}\n`);
  const argv = [CLI, 'load', file, '--kind', 'logpush', '--db', books, '--account', ACCOUNT];
  execFileSync(process.execPath, argv, { stdio: 'ignore' });
}

/** CPU seconds, wall seconds and MB at the most. */
function measure(argv) {
  const time = ['-f', '%U %S %e %M', ...argv];
  const options = { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' };
  const { status, stderr } = spawnSync('/usr/bin/time', time, options);
  if (status !== 0) throw new Error(stderr);
  const [user, system, wall, kb] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { cpu: user + system, wall, mb: kb / 1024 };
}

const runs = Object.fromEntries(Object.keys(CONTESTANTS).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const [name, argv] of Object.entries(CONTESTANTS)) runs[name].push(measure(argv()));
}
rmSync(work, { recursive: true });

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const figures = Object.entries(runs).map(([name, own]) => ({
  name,
  ...Object.fromEntries(['cpu', 'wall', 'mb'].map((of) => [of, median(own.map((run) => run[of]))])),
}));
console.log(`${records} records (${shape}) in ${gz.length} files, medians of ${rounds} run(s)`);
for (const { name, cpu, wall, mb } of figures) {
  const beside = (other) => (cpu / figures.find((one) => one.name === other).cpu).toFixed(2);
  console.log(
    [
      name.padEnd(25),
      `${cpu.toFixed(2)} s CPU`,
      `${wall.toFixed(1)} s wall`,
      `${Math.round(mb)} MB`,
      `${beside('gzip -dc')}x gzip`,
      `${beside('script, counts')}x counts`,
      `${beside('script, counts and usage')}x usage`,
      `${beside('load')}x load`,
    ].join('  '),
  );
}
