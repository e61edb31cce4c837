// Logs that come as partial sums: the same relations and cents as the logs themselves.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { eventsFolder } from '../../src/store/events-folder.ts';
import { remoteQuery } from '../../src/store/logs/remote.ts';
import { ROOT, temporary } from '../support/temp.ts';
import { IS_SOAK, runs, seeded } from '../support/tier.ts';
import {
  type Event,
  LogDatabase,
  logpush,
  ndjson,
  objectId,
  START,
  trace,
} from './log-database.ts';
import { contentOf, databaseOf, EVENTS, HOUR, roomOf, summed } from './summaries.ts';

// Whole databases are built here, which takes long on a machine at work.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const folder = temporary(afterAll);
let files: string[];
let expected: Record<string, string>;

beforeAll(async () => {
  const isFirst = ({ at }: Event) => at - START < 24 * HOUR;
  const days = [EVENTS.filter(isFirst), EVENTS.filter((event) => !isFirst(event))];
  files = days.map((events, day) => ndjson(folder, `logs/${day}.log`, events.map(logpush)));
  expected = await contentOf(await databaseOf(folder, 'files', files));
});

/** Writes the sums of each group of events. */
async function sumsOf(name: string, groups: readonly (readonly Event[])[]): Promise<string[]> {
  const made = groups.map((_, i) => join(folder, `${name}-${i}.parquet`));
  for (const [i, events] of groups.entries()) {
    const path = ndjson(folder, `${name}/${i}.log`, events.map(logpush));
    await summed([path], made[i] ?? '');
  }
  return made;
}

test('all files in one, of which two deliver the same events', { tags: 'journey' }, async () => {
  const twice = ndjson(folder, 'twice.log', EVENTS.slice(0, 10).map(logpush));
  const out = join(folder, 'all.parquet');
  const summary = await summed([join(folder, 'logs'), twice], out);
  expect(summary).toMatchObject({ files: 3, events: '96', duplicates: '10', rejects: '0' });
  expect(await contentOf(await databaseOf(folder, 'all', [out]))).toEqual(expected);
  expect(readdirSync(folder).filter((name) => /work|bucket/.test(name))).toEqual([]);
});

test('a file of sums a room, as machines write them that divide the objects', {
  tags: 'journey',
}, async () => {
  const groups = [0, 1, 2, 3].map((n) => EVENTS.filter((event) => roomOf(event) === n));
  expect(groups.map(({ length }) => length)).toEqual([24, 24, 24, 24]);
  const db = await databaseOf(folder, 'rooms', await sumsOf('room', groups));
  expect(without(await contentOf(db), /^(findings|report)\./)).toEqual(
    without(expected, /^(findings|report)\./),
  );
  // Requests of the Worker before the rooms have no object: four loads have some of each hour.
  const said = await rows(db, "select says from findings.kinds where kind = 'logs as sums'");
  expect(said).toEqual([
    {
      says:
        'Up to 12 log event(s) may count twice, of 16 between 2026-10-20 00:00 and ' +
        '2026-10-21 13:00 that several loads have: they came as partial sums, which cannot be ' +
        'compared.',
    },
  ]);
});

function without(all: Record<string, string>, names: RegExp): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.test(name)));
}

async function rows(path: string, sql: string) {
  const db = await Database.open(path, { readOnly: true });
  try {
    return await db.rows(sql);
  } finally {
    db.close();
  }
}

test.runIf(IS_SOAK)('the files of the shipped story, with its invoice and analytics', async () => {
  const story = join(ROOT, 'fixtures/demo');
  const account = '8f14e45fceea167a5a36dedd4bea2543';
  const rest = ['usage', 'rest', 'invoice.csv', 'tenants.csv'].map((name) => join(story, name));
  const out = join(folder, 'demo.parquet');
  await summed([join(story, 'logs')], out, account);
  const sums = await databaseOf(folder, 'demo-sums', [...rest, out], account);
  const whole = await databaseOf(folder, 'demo', [...rest, join(story, 'logs')], account);
  expect(await contentOf(sums)).toEqual(await contentOf(whole));
});

test('the same sums are the same bytes', { tags: 'journey' }, async () => {
  const outs = ['once.parquet', 'again.parquet'].map((name) => join(folder, name));
  await summed(files, outs[0] ?? '');
  await summed([...files].reverse(), outs[1] ?? '');
  const [first, second] = outs.map((path) => readFileSync(path));
  expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
});

/** What logs say, without which files said it; `undone` is undone after all were loaded. */
async function stagedOf(
  paths: readonly string[],
  undone?: string,
): Promise<Record<string, string>> {
  const database = await LogDatabase.open();
  try {
    const digests = await database.load(paths);
    if (undone !== undefined) await database.undo(digests[paths.indexOf(undone)] ?? '');
    return without(await database.digest(), /_(files|unknowns)$|^all$/);
  } finally {
    database.close();
  }
}

test('logs of Tail Workers, with the object ids that they give', { tags: 'journey' }, async () => {
  const events = EVENTS.map((event) => ({ ...event, object: objectId(roomOf(event)), logs: [] }));
  const path = ndjson(folder, 'tail.log', events.map(trace));
  const out = join(folder, 'tail.parquet');
  await summed([path], out);
  expect(await stagedOf([out])).toEqual(await stagedOf([path]));
});

/** Ways to divide events among machines: by the moment, by the hour, by the object. */
const DIVISIONS: Readonly<Record<string, (event: Event, machines: number) => number>> = {
  moment: ({ at }, machines) => at % machines,
  hour: ({ at }, machines) => Math.floor(at / HOUR) % machines,
  object: (event, machines) => roomOf(event) % machines,
};

test('any split of any events gives the same relations, and undone leaves no trace', {
  tags: 'journey',
}, async () => {
  const scenario = fc.record({
    events: fc.subarray(EVENTS, { minLength: 1 }),
    again: fc.subarray(EVENTS),
    by: fc.constantFrom(...Object.keys(DIVISIONS)),
    machines: fc.integer({ min: 1, max: 4 }),
  });
  let number = 0;
  await fc.assert(
    fc.asyncProperty(scenario, async ({ events, again, by, machines }) => {
      number += 1;
      const place = `split-${number}`;
      const written = (name: string, isOwn: (event: Event) => boolean) =>
        [events, again]
          .map((some) => some.filter(isOwn))
          .flatMap((own, i) =>
            own.length === 0 ? [] : ndjson(folder, `${place}/${name}-${i}.log`, own.map(logpush)),
          );
      const whole = await stagedOf(written('whole', () => true));
      const outs: string[] = [];
      for (const machine of Array(machines).keys()) {
        const own = written(`${machine}`, (event) => DIVISIONS[by]?.(event, machines) === machine);
        if (own.length === 0) continue;
        const out = join(folder, `${place}-${machine}.parquet`);
        await summed(own, out);
        outs.push(out);
      }
      expect(await stagedOf(outs)).toEqual(whole);
      const [first = '', ...others] = outs;
      expect(await stagedOf([first, ...others], first)).toEqual(await stagedOf(others));
    }),
    { seed: seeded(20_261_030), numRuns: runs(2, 60) },
  );
});

/** The events that a database kept as Parquet, in the columns of the queries for other engines. */
const KEPT = `
  select epoch_ms(event_at) as event_ms, epoch_ms(said_at) as said_ms,
    * exclude (event_at, said_at, rows_read, rows_written),
    1 as events, (said_at is not null)::integer as lines, null::bigint as log_lines,
    coalesce(rows_read, 0) as rows_read, coalesce(rows_written, 0) as rows_written,
    case when database_bytes is not null then epoch_ms(said_at) end as database_ms`;

/** Rows of the staged relations in the columns of the answers. */
const STAGED = {
  hours: `select epoch_ms(hour_at) as hour_ms, h.script, h.entrypoint, is_object, kind, outcome,
      object_id, events, wall_ms, cpu_ms
    from staging.log_hours as h left join staging.log_objects using (object_key)`,
  lines: `select epoch_ms(hour_at) as said_hour_ms, h.script, class, tenant, kind as line_kind,
      object_id as line_object_id, lines, rows_read, rows_written, database_bytes, database_ms
    from staging.log_usage_hours as h join staging.log_objects using (object_key)`,
  islands: `select i.script, i.entrypoint, object_id, is_upgrade, starts_ms, ends_ms
    from staging.log_intervals as i join staging.log_objects using (object_key)`,
} as const;

test('the queries for other engines give the staged sums, of events and of their answers', async () => {
  // A further usage line of a record is kept without its time.
  const events = EVENTS.filter(({ logs = [] }) => logs.length < 2);
  const database = await LogDatabase.open();
  onTestFinished(() => database.close());
  await database.load([ndjson(folder, 'kept.log', events.map(logpush))], { keepEvents: true });
  const { db } = database;
  const kept = join(eventsFolder(db.path), '**/*.parquet');
  await db.run(`create temp table events as ${KEPT} from read_parquet('${kept}')`);
  const inOrder = (sql: string) => db.rows(`from (${sql}) order by all`);
  const expectStaged = async () => {
    const lines = `select said_hour_ms, script, class, tenant, line_kind, line_object_id,
        sum(lines) as lines, sum(rows_read) as rows_read, sum(rows_written) as rows_written,
        max_by(database_bytes, database_ms) as database_bytes, max(database_ms) as database_ms
      from hours where lines > 0 group by all`;
    const hours = `select hour_ms, script, entrypoint, is_object, kind, outcome, object_id,
        sum(events) as events, sum(wall_ms) as wall_ms, sum(cpu_ms) as cpu_ms
      from hours where events > 0 group by all`;
    expect(await inOrder(hours)).toEqual(await inOrder(STAGED.hours));
    expect(await inOrder(lines)).toEqual(await inOrder(STAGED.lines));
    expect(await inOrder('select * exclude (dispatch_namespace) from islands')).toEqual(
      await inOrder(STAGED.islands),
    );
  };
  for (const name of ['hours', 'islands'] as const)
    await db.run(`create or replace temp table ${name} as ${remoteQuery('duckdb', name)}`);
  expect((await inOrder('from islands')).length).toBeGreaterThan(20);
  await expectStaged();
  await db.run(
    `create or replace temp table events as
     select hour_ms as event_ms, said_hour_ms as said_ms, * exclude (hour_ms, said_hour_ms)
     from hours;
     create or replace temp table hours as ${remoteQuery('duckdb', 'hours')};
     create or replace temp table events as
     select starts_ms as event_ms, ends_ms - starts_ms as wall_ms, 1 as events, true as is_object,
       if(is_upgrade, 'upgrade', '') as kind, * exclude (is_upgrade, starts_ms, ends_ms)
     from islands;
     create or replace temp table islands as ${remoteQuery('duckdb', 'islands')}`,
  );
  await expectStaged();
});
