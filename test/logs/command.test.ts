// @module-tag journey
// Logs through the command line: taken, explained to the line, kept as Parquet, taken back.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { digestsOf } from '../support/digests.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { ACCOUNT, type Event, logpush, ndjson, objectId, START, usage } from './log-database.ts';

const PERIOD = ['--period', '2026-10'];
const JOB = {
  name: 'all',
  dataset: 'workers_trace_events',
  destination_conf: 'r2://logs?secret-access-key=hush',
};

const event = (i: number): Event => ({
  at: START + i * 1000,
  type: 'worker_rpc',
  entrypoint: 'Room',
  logs: [[usage({ t: 'acme', c: 'Room', o: objectId(1 + (i % 2)), n: `n${i}`, k: 'rpc' })]],
});
const events = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => logpush(event(from + i)));

const digest = (work: string) => digestsOf(join(work, 'flaretally.duckdb'));

/** One file alone is loaded here. */
const alone = temporary(afterAll);
let ofOne: Record<string, string>;

beforeAll(async () => {
  ndjson(alone, 'second.log', events(5, 12));
  expect(await run(['load', 'second.log', '--account', ACCOUNT], alone)).toMatchObject({ code: 0 });
  ofOne = await digest(alone);
}, 120_000);

test('load, explain, keep, undo', async () => {
  const work = temporary(onTestFinished);
  ndjson(work, 'a b.log', events(0, 8));
  cpSync(alone, work, { recursive: true });
  const load = (...more: string[]) => run(['load', ...more, '--account', ACCOUNT], work);
  expect((await run(['reconcile', '--allow-incomplete', ...PERIOD], work)).code).toBe(0);

  expect((await load('a b.log', '--keep-events')).code).toBe(0);
  const { out } = await run(['report', 'loads', '--format', 'json'], work);
  const loads = JSON.parse(out).rows as {
    load_id: string;
    source_file: string;
    events: string;
    duplicates: string;
  }[];
  expect(loads.map((l) => [l.source_file, l.events, l.duplicates]).sort()).toEqual([
    ['a b.log', '8', '3'],
    ['second.log', '7', '0'],
  ]);
  const id = loads.find((l) => l.source_file === 'a b.log')?.load_id ?? '';
  const kept = join(work, 'flaretally.duckdb.events', 'day=2026-10-20', `load_id=${id}`);
  expect(readdirSync(kept).every((file) => file.endsWith('.parquet'))).toBe(true);

  expect((await run(['reconcile', '--allow-incomplete', ...PERIOD], work)).code).toBe(0);
  const explained = await run(
    ['explain', 'durable_objects.requests', '--format', 'json', ...PERIOD],
    work,
  );
  const { evidence } = JSON.parse(explained.out) as {
    evidence: { load_id: string; counted: string; command: string }[];
  };
  expect(evidence.reduce((sum, row) => sum + Number(row.counted), 0)).toBe(12);
  const mine = evidence.filter((row) => row.load_id === id);
  expect(mine.length).toBe(2);
  // What is pasted into a shell prints the lines: all of the file, those delivered before as well.
  const lines = mine.flatMap((row) =>
    execFileSync('sh', ['-c', row.command], { cwd: work, encoding: 'utf8' }).trim().split('\n'),
  );
  expect(lines.length).toBe(8);

  const undone = await run(['load', 'undo', id.slice(0, 10)], work);
  expect(undone).toMatchObject({ code: 0, err: `undone: a b.log (${id.slice(0, 12)})\n` });
  expect(existsSync(join(work, 'flaretally.duckdb.events', 'day=2026-10-20'))).toBe(false);
  expect((await run(['reconcile', '--allow-incomplete', ...PERIOD], work)).code).toBe(0);
  const ids = await run(
    ['sql', 'select sum(events)::int as n from staging.log_hours', '--format', 'csv'],
    work,
  );
  expect(ids.out).toBe('n\n7\n');
  const again = await digest(work);
  const ofLogs = (all: Record<string, string>) =>
    Object.entries(all).filter(([relation]) => /staging\.log|usage\.log/.test(relation));
  expect(ofLogs(again).length).toBeGreaterThan(10);
  expect(ofLogs(again)).toEqual(ofLogs(ofOne));
});

test('a file taken back leaves the whole database as if it had never been loaded', async () => {
  const with_ = temporary(onTestFinished);
  ndjson(with_, 'second.log', events(5, 12));
  ndjson(with_, 'first.log', events(0, 8));
  await run(['load', 'first.log', 'second.log', '--account', ACCOUNT], with_);
  const { out } = await run(
    ['sql', `select load_id from report.loads where source_file = 'first.log'`, '--format', 'csv'],
    with_,
  );
  expect((await run(['load', 'undo', out.split('\n')[1] ?? ''], with_)).code).toBe(0);
  expect(await digest(with_)).toEqual(ofOne);
});

const work = temporary(afterAll);
const load = (...more: string[]) => run(['load', ...more, '--account', ACCOUNT], work);

test('a job’s settings are kept without its secrets, and respected', async () => {
  ndjson(work, 'logs/a.log', events(0, 3));
  const job = (name: string, rest: object) =>
    writeFileSync(join(work, name), JSON.stringify({ success: true, result: { ...JOB, ...rest } }));
  job('sampled.json', { output_options: { sample_rate: 0.1 } });
  job('filtered.json', { filter: '{"where":{"key":"Outcome","operator":"eq","value":"ok"}}' });
  job('thin.json', { output_options: { field_names: ['EventType', 'ScriptName'] } });
  job('whole.json', {
    output_options: { sample_rate: 1, field_names: Object.keys(logpush(event(0))) },
  });
  expect((await load('logs', 'sampled.json')).err).toMatch(
    /^error E_LOG_PARTIAL: .*a sample of 0.1/,
  );
  expect((await load('logs', 'filtered.json')).err).toMatch(/^error E_LOG_PARTIAL: .*filter/);
  expect((await load('logs', 'thin.json')).err).toMatch(/^error E_LOG_FIELDS: .*EventTimestampMs/);
  expect(existsSync(join(work, 'flaretally.duckdb'))).toBe(false);
  expect(await load('logs', 'whole.json')).toMatchObject({ code: 0, err: expect.any(String) });
  const { out } = await run(['report', 'log_jobs', '--format', 'csv'], work);
  expect(out).toMatch(/,all,workers_trace_events,/);
  expect(out).not.toMatch(/hush/);
  // The settings stay in force for what is loaded later.
  ndjson(work, 'logs/b.log', events(3, 5));
  expect((await load('sampled.json', 'logs', '--allow-partial')).code).toBe(0);
});

test('an account of logs alone has a period, calendar months unless said, and is never whole', async () => {
  const work = temporary(onTestFinished);
  ndjson(work, 'a.log', events(0, 8));
  const load = ['load', 'a.log', '--account', ACCOUNT];
  expect(await run(load, work)).toMatchObject({ code: 0 });
  const assumed = await run(['reconcile'], work);
  expect(assumed.code).toBe(5);
  expect(assumed.out).toContain('2026-10-01 to 2026-11-01 UTC (end exclusive, assumed)');
  const explained = await run(['explain', 'durable_objects.requests'], work);
  expect(explained.out).toMatch(
    /^ 2 {2}durable_objects\.rpc_requests: 8 requests\n {4}source logs, /m,
  );
  expect(await run([...load, '--anchor-day', '4'], work)).toMatchObject({ code: 0 });
  const anchored = await run(['reconcile'], work);
  expect(anchored.out).toContain('2026-10-04 to 2026-11-04 UTC (end exclusive, anniversary)');
});
