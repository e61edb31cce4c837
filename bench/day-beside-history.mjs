// What a night costs beside history: `npm run build && node bench/day-beside-history.mjs` (some twenty minutes).
// One day and one invoice are loaded into databases of 1, 6, 12 and 24 months of 100,000 readings; the
// figures are medians of three runs in turn, processor time of the whole process and greatest memory.
// A reading is one saved row of the GraphQL analytics. Databases are kept in bench/data for the next run.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dateOf, generateDays } from './generate.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const DATA = join(HERE, 'data', 'night');
const CLI = process.env.FLARETALLY_CLI ?? join(HERE, '..', 'dist', 'cli.js');
const INVOICE = join(HERE, '..', 'fixtures', 'demo', 'invoice.csv');
const ROWS = 100_000;
const RUNS = 3;
/** Months of history, and the first of their days, counted from the first of the demo's period. */
const HISTORIES = { 1: 0, 6: -153, 12: -334, 24: -699 };
/** The last day of history; the night brings the one after it. */
const LAST = 29;
const DONE = [0, 3, 5];

function run(words) {
  const usage = join(DATA, 'usage.txt');
  const timed = ['-o', usage, '-f', '%U %S %M', process.execPath, CLI, ...words];
  const { status, stderr } = spawnSync('/usr/bin/time', timed, { maxBuffer: 1 << 28 });
  if (!DONE.includes(status)) throw new Error(`${words[0]}: ${stderr}`);
  const [user, system, kilobytes] = readFileSync(usage, 'utf8')
    .trim()
    .split('\n')
    .at(-1)
    .split(' ');
  return { cpu: Number(user) + Number(system), mb: Number(kilobytes) / 1024 };
}

const dayFolder = (day) => join(DATA, 'days', 'usage', dateOf(day));
const database = (months) => join(DATA, `${months}.duckdb`);

function prepare() {
  mkdirSync(DATA, { recursive: true });
  const oldest = Math.min(...Object.values(HISTORIES));
  const days = Array.from({ length: LAST + 2 - oldest }, (_, i) => oldest + i);
  if (!existsSync(join(DATA, 'days', 'tenants.csv'))) generateDays(ROWS, join(DATA, 'days'), days);
  for (const [months, first] of Object.entries(HISTORIES)) {
    if (existsSync(database(months))) continue;
    const own = days.filter((day) => day >= first && day <= LAST).map(dayFolder);
    const rest = ['rest', 'tenants.csv'].map((name) => join(DATA, 'days', name));
    const { cpu, mb } = run(['load', ...own, ...rest, '--db', database(months)]);
    const size = statSync(database(months)).size >> 20;
    process.stdout.write(
      `${months} months: ${cpu.toFixed(1)} s, ${mb.toFixed(0)} MB, ${size} MB file\n`,
    );
  }
}

const MEASURED = {
  'a day': (db) => ['load', dayFolder(LAST + 1), '--db', db],
  'an invoice': (db) => ['load', INVOICE, '--db', db],
  reconcile: (db) => ['reconcile', '--db', db],
  'sql "select 1"': (db) => ['sql', 'select 1', '--db', db],
};

function measure() {
  const work = join(DATA, 'work.duckdb');
  const found = new Map();
  for (let round = 0; round < RUNS; round++)
    for (const months of Object.keys(HISTORIES))
      for (const [what, words] of Object.entries(MEASURED)) {
        copyFileSync(database(months), work);
        const key = `${what}\t${months}`;
        found.set(key, [...(found.get(key) ?? []), run(words(work))]);
      }
  return found;
}

function middle(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function print(found) {
  const months = Object.keys(HISTORIES);
  process.stdout.write(`\n| | ${months.map((m) => `${m} months`).join(' | ')} |\n`);
  process.stdout.write(`|---|${months.map(() => '--:|').join('')}\n`);
  for (const what of Object.keys(MEASURED)) {
    const cells = months.map((m) => {
      const runs = found.get(`${what}\t${m}`);
      const first = middle(found.get(`${what}\t${months[0]}`).map(({ cpu }) => cpu));
      const cpu = middle(runs.map((one) => one.cpu));
      const mb = middle(runs.map((one) => one.mb));
      return `${cpu.toFixed(2)} s (${(cpu / first).toFixed(2)}), ${mb.toFixed(0)} MB`;
    });
    process.stdout.write(`| ${what} | ${cells.join(' | ')} |\n`);
  }
}

if (!existsSync(CLI)) throw new Error(`${CLI} is missing: npm run build first`);
prepare();
print(measure());
