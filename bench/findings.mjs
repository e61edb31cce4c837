// Measures what each relation of a layer costs in a load: run `npm run build && node bench/findings.mjs`
// (or `node bench/findings.mjs 1000000 --awake 10 --layer usage --runs 5`). A figure is processor time of
// the load's process, all threads: of the statements that compute the relation, planning and writing
// included, and of the views of the partitions that it reads. Each is the median of the runs.
// With `--threads 1` figures differ less on a busy machine, where a second thread spins while it waits.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { generate } from './generate.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const DATA = join(HERE, 'data');
/** FLARETALLY_CLI measures another build, for a before and after. */
const CLI = process.env.FLARETALLY_CLI ?? join(HERE, '..', 'dist', 'cli.js');
/** Relations that cost less are added up (milliseconds). */
const LEAST_MS = 20;
/** What a load does before a relation that has partitions. */
const BEFORE = /^(create or replace view part_|set search_path|attach )/;
/** What computes a relation, or compares it with what was there. */
const COMPUTES = /^(create or replace (temp )?(table|view)|insert into|select count\(\*\) as rows)/;

const module = (path) => import(pathToFileURL(join(dirname(CLI), path)).href);

/** Which relation each statement of a build is about, told from the text of its rule. */
class Meter {
  #rules;
  #last = 'nothing yet';
  #ahead = 0;
  spent = new Map();

  constructor(rules) {
    this.#rules = rules.map(({ relation, sql }) => ({ relation, body: sql.replace(/;\s*$/, '') }));
  }

  note(sql, microseconds) {
    if (BEFORE.test(sql)) {
      this.#ahead += microseconds;
      return;
    }
    this.#last = this.#relationOf(sql) ?? this.#last;
    this.spent.set(this.#last, (this.spent.get(this.#last) ?? 0) + microseconds + this.#ahead);
    this.#ahead = 0;
  }

  #relationOf(sql) {
    if (/\bchecks\.\w+/.test(sql) || sql.startsWith('comment on')) return 'checks and comments';
    if (!COMPUTES.test(sql)) return undefined;
    return this.#rules.find(({ body }) => sql.includes(body))?.relation;
  }
}

/** Loads into a new database and returns microseconds by relation. */
async function measure(inputs, path, threads) {
  const [{ load }, { readCatalog }, { Database }] = await Promise.all(
    ['load.js', 'rules/catalog.js', 'store/database.js'].map(module),
  );
  const meter = new Meter(readCatalog().rules);
  const plain = { run: Database.prototype.run, query: Database.prototype.query };
  for (const name of ['run', 'query'])
    Database.prototype[name] = async function timed(sql, ...rest) {
      const before = process.cpuUsage();
      const limited = threads
        ? sql.replace(/set threads = [^;]+/, `set threads = ${threads}`)
        : sql;
      const result = await plain[name].call(this, limited, ...rest);
      const { user, system } = process.cpuUsage(before);
      meter.note(sql, user + system);
      return result;
    };
  rmSync(path, { force: true });
  await load(inputs, { db: path, now: new Date('2026-11-05T06:00:00Z') });
  Object.assign(Database.prototype, plain);
  rmSync(path, { force: true });
  return meter.spent;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function print(what, microseconds) {
  process.stdout.write(`| ${what} | ${(microseconds / 1e6).toFixed(2)} s |\n`);
}

async function main(rows, { awake, layer, runs, threads }) {
  const dir = join(DATA, awake === undefined ? String(rows) : `${rows}-awake-${awake}`);
  if (!existsSync(join(dir, 'invoice.csv'))) generate(rows, dir, awake);
  mkdirSync(DATA, { recursive: true });
  const inputs = ['usage', 'rest', 'tenants.csv', 'invoice.csv'].map((name) => join(dir, name));
  const all = [];
  for (let run = 0; run < runs; run++)
    all.push(await measure(inputs, join(DATA, 'findings-work.duckdb'), threads));
  const own = [...new Set(all.flatMap((spent) => [...spent.keys()]))]
    .filter((relation) => relation.startsWith(`${layer}.`))
    .map((relation) => [relation, median(all.map((spent) => spent.get(relation) ?? 0))])
    .sort(([, a], [, b]) => b - a);
  const isSmall = ([, spent]) => spent < LEAST_MS * 1000;
  const sum = (list) => list.reduce((total, [, spent]) => total + spent, 0);
  process.stdout.write('| relation | processor |\n|---|--:|\n');
  for (const [relation, spent] of own.filter((one) => !isSmall(one))) print(relation, spent);
  print(`${own.filter(isSmall).length} others`, sum(own.filter(isSmall)));
  print(`all of \`${layer}\``, median(all.map((spent) => sum([...spent].filter(isOf(layer))))));
  print('the whole load', median(all.map((spent) => sum([...spent]))));
}

function isOf(layer) {
  return ([relation]) => relation.startsWith(`${layer}.`);
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    awake: { type: 'string' },
    layer: { type: 'string', default: 'findings' },
    runs: { type: 'string', default: '3' },
    threads: { type: 'string' },
  },
});
await main(Number(positionals[0] ?? 1_000_000), {
  awake: values.awake === undefined ? undefined : Number(values.awake),
  layer: values.layer,
  runs: Number(values.runs),
  threads: values.threads,
});
