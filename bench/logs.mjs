// CPU (user and system), wall time and peak memory of a load of logs, beside the bare script that
// comes to the same answer (`logs/yardstick.mjs`):
//     node bench/logs.mjs [records] [rounds] [sessions,scattered,plain] [gz,zst,parquet]
// The two take turns, so that what else the machine does falls on both. Loads go into a database
// that exists, as on any night but the first. Ends with exit 1 where the answers differ. Generates
// its data on first use.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from './logs/generate.mjs';
import { requireSame } from './logs/same.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const CLI = join(HERE, '..', 'dist', 'cli.js');
const YARDSTICK = join(HERE, 'logs', 'yardstick.mjs');
const ACCOUNT = '8f14e45fceea167a5a36dedd4bea2543';

const records = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 3);
const shapes = (process.argv[4] ?? 'sessions,scattered,plain').split(',');
const forms = (process.argv[5] ?? 'gz,zst,parquet').split(',');

const work = mkdtempSync(join(tmpdir(), 'flaretally-bench-'));
const before = join(work, 'before.duckdb');
const [bare, house] = ['bare', 'house'].map((name) => join(work, `${name}.duckdb`));
makeDatabase();

/** A database in which there is one record of the day before. */
function makeDatabase() {
  const file = join(work, 'before.ndjson');
  const one = { EventTimestampMs: Date.UTC(2026, 9, 19), EventType: 'fetch', ScriptName: 'before' };
  writeFileSync(file, `${JSON.stringify(one)}\n`);
  const argv = [CLI, 'load', file, '--kind', 'logpush', '--db', before, '--account', ACCOUNT];
  execFileSync(process.execPath, argv, { stdio: 'ignore' });
}

/** CPU seconds, wall seconds and MB at the most. */
function measure(argv) {
  const time = ['-f', '%U %S %e %M', process.execPath, ...argv];
  const options = { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' };
  const { status, stderr } = spawnSync('/usr/bin/time', time, options);
  if (status !== 0) throw new Error(stderr);
  const [user, system, wall, kb] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { cpu: user + system, wall, mb: kb / 1024 };
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const of = (runs, field) => median(runs.map((run) => run[field]));

async function compare(dir, form, wishes) {
  const runs = { bare: [], house: [] };
  for (let round = 0; round < rounds; round++) {
    rmSync(bare, { force: true });
    runs.bare.push(measure([YARDSTICK, dir, form, bare, ...wishes]));
    copyFileSync(before, house);
    const db = ['--db', house, '--account', ACCOUNT];
    runs.house.push(measure([CLI, 'load', join(dir, form), ...db, ...wishes]));
  }
  await requireSame(bare, house);
  const [own, yardstick] = [of(runs.house, 'cpu'), of(runs.bare, 'cpu')];
  const figures = [
    `${yardstick.toFixed(2)} s CPU`,
    `${of(runs.bare, 'wall').toFixed(1)} s wall`,
    `${Math.round(of(runs.bare, 'mb'))} MB;  load`,
    `${own.toFixed(2)} s CPU`,
    `${of(runs.house, 'wall').toFixed(1)} s wall`,
    `${Math.round(of(runs.house, 'mb'))} MB`,
  ];
  const name = `${form} ${wishes.join(' ')}`.padEnd(20);
  console.log(`${name} yardstick ${figures.join('  ')}  ${(own / yardstick).toFixed(2)}x`);
}

try {
  for (const shape of shapes) {
    const dir = join(HERE, 'data', `logs-${shape}-${records}`);
    if (!existsSync(dir)) await generate(records, dir, shape);
    console.log(`${records} records (${shape}), medians of ${rounds} run(s)`);
    for (const form of forms) {
      await compare(dir, form, []);
      await compare(dir, form, ['--no-dedupe']);
    }
  }
} finally {
  rmSync(work, { recursive: true });
}
