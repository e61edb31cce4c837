// The full counts of all campaigns: `npm run soak`, with `-- --seed N` for others than those that
// are known, `-- --only mutants|kills|properties` for a part. Two workers. Interrupted, the same
// command goes on where it was; changed sources begin anew. What was found is a line of JSON a run.
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Journal } from './journal.mjs';
import { printSummary } from './summary.mjs';
import { NAMES, unitsOf } from './units.mjs';
import { running, work } from './work.mjs';

const WORKERS = 2;
const root = fileURLToPath(new URL('../../', import.meta.url));

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '0' }, only: { type: 'string' } },
});
if (!/^\d{1,6}$/.test(values.seed) || (values.only && !NAMES.includes(values.only))) {
  console.error(`usage: npm run soak -- [--seed N] [--only ${NAMES.join('|')}]`);
  process.exit(2);
}
const seed = Number(values.seed);
const journal = new Journal(root, seed);
const units = unitsOf(root, values.only);
const folder = mkdtempSync(join(memoryFolder(), 'flaretally-soak-'));
const log = journal.path.replace('.jsonl', '.log');

/** Databases that are thrown away need no disk. */
function memoryFolder() {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}

let isStopped = false;
function interrupt() {
  isStopped = true;
  for (const stop of running) {
    running.delete(stop);
    stop();
  }
}
process.on('SIGINT', interrupt);
process.on('SIGTERM', interrupt);

console.log(`seed ${seed}, state ${journal.path}`);
const queue = units.filter((unit) => journal.left(unit).length > 0);
const size = queue.length;

async function worker() {
  for (let unit = queue.shift(); unit && !isStopped; unit = queue.shift()) {
    const start = Date.now();
    await work(unit, { root, journal, seed, folder, log });
    if (isStopped) return;
    const seconds = Math.round((Date.now() - start) / 1000);
    const name = unit.campaign === 'properties' ? unit.file : `${unit.from}..${unit.to}`;
    console.log(`${size - queue.length}/${size} ${unit.campaign} ${name}, ${seconds} s`);
  }
}

await Promise.all(Array.from({ length: WORKERS }, worker));
rmSync(folder, { recursive: true, force: true });
if (isStopped) console.log('interrupted: the same command goes on from here');
const failed = printSummary(journal, units, seed);
process.exitCode = isStopped ? 130 : failed > 0 ? 1 : 0;
