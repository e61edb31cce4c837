// @module-tag journey
// Whatever happens to the servers, a day comes whole or not at all: no answer is ever a part of it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type AskOptions, askDays } from '../../src/sources/inputs/clickhouse/ask.ts';
import { ACCOUNT, LogDatabase } from '../logs/log-database.ts';
import { type Breakage, startProxy } from '../support/clickhouse/breaking-proxy.ts';
import { HAS_CLICKHOUSE, type Node, startCluster } from '../support/clickhouse/cluster.ts';
import { eventsOf } from '../support/clickhouse/events.ts';
import { Random } from '../support/random.ts';
import { filesUnder, temporary } from '../support/temp.ts';
import { IS_SOAK, runs, seeded } from '../support/tier.ts';
import { addressOf, ask, contentOf, DAYS, fillTable, HASTE, half, objectOf } from './stage.ts';

const EVENTS = runs(6_000, 50_000);
const KILLS = runs(3, 20);

/** Gives up soon. */
const SOON = { attempts: 3, waitMs: 3_000, baseMs: 5, capMs: 10 };

describe.skipIf(!HAS_CLICKHOUSE)('two nodes', { timeout: 120_000 }, () => {
  const folder = temporary(afterAll);
  let nodes: [Node, Node];
  let expected: string[];
  let content: Record<string, string>;
  let count = 0;

  const spool = () => join(folder, `spool-${count++}`);
  const bytesOf = ({ files }: Awaited<ReturnType<typeof ask>>) =>
    files.map(({ path }) => readFileSync(path, 'base64'));
  /** What is asked, as bytes, by the first node unless another is named. */
  const asked = async (wishes: Partial<AskOptions> = {}, node: Node = nodes[0]) =>
    bytesOf(await ask(node, 'events', spool(), wishes));
  const user = (name: string, password = '') => ({
    env: { CLICKHOUSE_USER: name, CLICKHOUSE_PASSWORD: password },
  });

  beforeAll(async () => {
    nodes = await startCluster(join(folder, 'cluster'));
    await fillTable(nodes, 'events', eventsOf(EVENTS, 2), (event) =>
      half(event.script + objectOf(event)),
    );
    const { files } = await ask(nodes[0], 'events', spool());
    expected = bytesOf({ files, known: 0 });
    content = await contentOf(files.map(({ path }) => path));
  });
  afterEach(async () => {
    for (const node of nodes) await node.revive();
  });
  afterAll(async () => {
    for (const node of nodes) await node.end();
  });

  test('a shard that is down is no answer, even where the profile would leave it out', async () => {
    await nodes[1].end();
    const place = spool();
    const lax = { ...user('lax'), patience: SOON };
    await expect(ask(nodes[0], 'events', place, lax)).rejects.toMatchObject({
      code: 'E_CLICKHOUSE_GAVE_UP',
      message: expect.stringMatching(/^clickhouse:.*events was not answered in 3 attempt/),
    });
    expect(existsSync(place) ? filesUnder(place) : []).toEqual([]);
  });

  test(`a node is killed at ${KILLS} moments and started again`, {
    timeout: runs(120_000, 3_600_000),
  }, async () => {
    const random = new Random(seeded(7));
    const started = Date.now();
    await asked({ parts: 3 });
    const wholeMs = Date.now() - started;
    let struck = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const victim = random.pick(nodes);
      const parts = random.int(2, 5);
      let isStruck = false;
      const onEvent: AskOptions['onEvent'] = ({ kind }) => {
        isStruck ||= kind === 'waiting';
      };
      const answer = asked({ parts, onEvent });
      await sleep(random.int(0, Math.round(wholeMs * 0.8)));
      await victim.end();
      await sleep(random.int(0, 100));
      await victim.start();
      expect(await answer).toEqual(expected);
      if (isStruck) struck += 1;
    }
    // A node that is killed between two questions and is back is not missed.
    expect(struck).toBeGreaterThan(0);
  });

  test('a node that is stopped and goes on is waited for', async () => {
    const answer = asked({ timeoutMs: 3_000 });
    nodes[1].signal('SIGSTOP');
    await sleep(4_000);
    nodes[1].signal('SIGCONT');
    expect(await answer).toEqual(expected);
  });

  test('a user who may only read is enough', async () => {
    expect(await asked(user('reader', 'read me & weep'))).toEqual(expected);
  });

  test.each([
    ['reader', 'wrong-password-1', 'E_CLICKHOUSE_ACCESS', /does not let reader in/],
    ['nobody', '', 'E_CLICKHOUSE_ACCESS', /does not let nobody in/],
    ['locked', '', 'E_CLICKHOUSE_ACCESS', /may not change settings/],
  ])('%s with "%s": %s, exit 4', async (name, password, code, message) => {
    const error = await asked(user(name, password)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, exit: 4, message: expect.stringMatching(message) });
    if (password !== '') expect(JSON.stringify(error)).not.toContain(password);
  });

  test('with little memory the requests become smaller, with too little it says so', async () => {
    await nodes[0].run(
      `CREATE TABLE logs.heavy ENGINE = MergeTree ORDER BY EventTimestampMs AS
       SELECT toInt64(1792454400000 + number * 500) AS EventTimestampMs, 'alarm' AS EventType,
         'chat' AS ScriptName, 'Room' AS Entrypoint, 1 AS WallTimeMs,
         [EventTimestampMs] AS \`Usage.at\`, ['1'] AS \`Usage.v\`, ['acme'] AS \`Usage.t\`,
         [toString(number % 9973)] AS \`Usage.o\`, [toString(number)] AS \`Usage.n\`
       FROM system.numbers LIMIT 150000`,
    );
    const parts: number[] = [];
    const heavy = (name: string) =>
      ask(nodes[0], 'heavy', spool(), {
        ...user(name),
        onEvent: (event) => event.kind === 'asked' && parts.push(event.parts),
      });
    if (IS_SOAK) {
      const whole = bytesOf(await heavy('default'));
      expect(bytesOf(await heavy('small'))).toEqual(whole);
      expect(parts.splice(0)).toEqual([1, 1, 4]);
    }
    await expect(heavy('tiny')).rejects.toMatchObject({
      code: 'E_CLICKHOUSE_LIMIT',
      why: expect.stringMatching(/[Mm]emory limit/),
    });
    expect(parts).toEqual([1, 4, 16, 64, 256, 1024]);
  });

  test.each<[string, Breakage]>([
    ['nothing', { cutAt: 0 }],
    ['cut within a row', { cutAt: 700 }],
    ['text of something in between', { instead: '<html>Bad gateway</html>' }],
    ['no row', { instead: '' }],
  ])('an answer that is %s is asked for again', async (_, breakage) => {
    let broken = 0;
    const proxy = await startProxy(nodes[0].ports.http, (number, query) => {
      const isSums = /AS section/.test(query) && number % 3 === 0 && broken < 3;
      broken += isSums ? 1 : 0;
      return isSums ? breakage : undefined;
    });
    onTestFinished(() => proxy.close());
    const through = `clickhouse://127.0.0.1:${proxy.port}/logs.events`;
    const found = await askDays(through, {
      ...{ env: {}, day: DAYS, account: ACCOUNT, spool: spool(), patience: HASTE },
    });
    expect(broken).toBeGreaterThan(0);
    expect(await contentOf(found.files.map(({ path }) => path))).toEqual(content);
  });

  test('a day that records are added to is no answer', async () => {
    await nodes[0].run(
      'CREATE TABLE logs.busy AS logs.events_local ENGINE = MergeTree ORDER BY tuple()',
    );
    const add = () =>
      nodes[0].run('INSERT INTO logs.busy SELECT * FROM logs.events_local LIMIT 100');
    await add();
    let isOver = false;
    const adding = (async () => {
      while (!isOver) await add();
    })();
    const answer = ask(nodes[0], 'busy', spool(), { parts: 64 });
    await expect(answer).rejects.toMatchObject({ code: 'E_CLICKHOUSE_CHANGED' });
    isOver = true;
    await adding;
  });

  test('a table without a column, a table that is not there, days without records', async () => {
    await nodes[0].run(
      'CREATE TABLE logs.thin (EventTimestampMs Int64, eventType String) ENGINE = Log',
    );
    const of = (table: string, wishes = {}) => ask(nodes[0], table, spool(), wishes);
    await expect(of('thin')).rejects.toMatchObject({
      code: 'E_CLICKHOUSE_COLUMNS',
      exit: 2,
      fix: expect.stringContaining('{"EventType": "eventType"}'),
    });
    await expect(of('none')).rejects.toMatchObject({ code: 'E_CLICKHOUSE_TABLE', exit: 2 });
    const empty: string[] = [];
    const onEvent: AskOptions['onEvent'] = (event) =>
      event.kind === 'empty' && empty.push(event.says);
    expect(await of('events', { day: '2026-01-01' })).toEqual({ files: [], known: 0 });
    const { files } = await of('events', { day: '2026-10-18..2026-10-24', onEvent });
    expect(files).toHaveLength(2);
    expect(empty).toEqual(
      ['18', '19', '22', '23'].map((day) => `${addressOf(nodes[0], 'events')} 2026-10-${day}`),
    );
  });

  test('the port of another protocol is told at once', async () => {
    const address = `clickhouse://127.0.0.1:${nodes[0].ports.tcp}/logs.events`;
    const waits: unknown[] = [];
    const answer = askDays(address, {
      ...{ env: {}, day: DAYS, account: ACCOUNT, spool: spool(), patience: SOON },
      onEvent: (event) => waits.push(event),
    });
    await expect(answer).rejects.toMatchObject({
      code: 'E_CLICKHOUSE_URL',
      exit: 2,
      why: expect.stringMatching(/^Port \d+ is for clickhouse-client program/),
    });
    expect(waits).toEqual([]);
  });

  test('a time as text that is no number is refused, for its records are of no day', async () => {
    const made = (table: string, time: string) =>
      nodes[0].run(
        `CREATE TABLE logs.${table} ENGINE = MergeTree ORDER BY tuple() AS
         SELECT ${time} AS EventTimestampMs, 'fetch' AS EventType, 'chat' AS ScriptName
         FROM system.numbers LIMIT 3`,
      );
    await made('texts', 'toString(1792454400000 + number)');
    await made('odd', "if(number = 1, '2026-10-20T00:00:00Z', '1792454400000')");
    await made('within', `concat('{"at": ', if(number = 1, 'null', '1792454400000'), '}')`);
    const mapping = { columns: { EventTimestampMs: 'EventTimestampMs.at' } };
    expect((await ask(nodes[0], 'texts', spool())).files).toHaveLength(1);
    for (const [table, wishes] of [
      ['odd', {}],
      ['within', { mapping }],
    ] as const)
      await expect(ask(nodes[0], table, spool(), wishes)).rejects.toMatchObject({
        code: 'E_CLICKHOUSE_COLUMNS',
        exit: 2,
        message: expect.stringMatching(
          /^1 record\(s\) of clickhouse:.* have no time in EventTimestampMs/,
        ),
      });
  });

  test.for([
    ['0', 'toInt64(if(number = 1, 0, 1792454400000))'],
    ['0 without a sign', 'toUInt64(if(number = 1, 0, 1792454400000))'],
    ['the default of a DateTime', "toDateTime(if(number = 1, 0, 1792454400), 'UTC')"],
    ['the default of a DateTime64', "toDateTime64(if(number = 1, 0, 1792454400), 3, 'UTC')"],
    ['that of one in nanoseconds', 'toDateTime64(if(number = 1, 0, 1792454400), 9)'],
  ] as const)(
    'a record without a time, as %s, is refused: it is of no day',
    async ([_, time], { skip }) => {
      const [name = ''] = time.split('(');
      const has = await nodes[0].run(`SELECT count() FROM system.functions WHERE name = '${name}'`);
      skip(has.trim() === '0', `the server is too old for ${name}`);
      await nodes[0].run('DROP TABLE IF EXISTS logs.zero');
      await nodes[0].run(
        `CREATE TABLE logs.zero ENGINE = MergeTree ORDER BY tuple() AS
       SELECT ${time} AS EventTimestampMs, 'fetch' AS EventType, 'chat' AS ScriptName
       FROM system.numbers LIMIT 3`,
      );
      const of = () => ask(nodes[0], 'zero', spool());
      await expect(of()).rejects.toMatchObject({
        code: 'E_CLICKHOUSE_COLUMNS',
        exit: 2,
        message: expect.stringMatching(/^1 record\(s\) of clickhouse:.* have no time in/),
      });
      await nodes[0].run(
        'CREATE TABLE logs.timed AS logs.zero ENGINE = MergeTree ORDER BY tuple()',
      );
      await nodes[0].run('INSERT INTO logs.timed SELECT * FROM logs.zero LIMIT 1');
      expect((await ask(nodes[0], 'timed', spool())).files).toHaveLength(1);
      await nodes[0].run('DROP TABLE logs.timed');
    },
  );

  test('names that need quotes are quoted', async () => {
    await nodes[0].run('CREATE DATABASE `my-logs`');
    await nodes[0].run('CREATE TABLE `my-logs`.`trace-events 2` AS logs.events');
    const { files } = await askDays(
      `clickhouse://127.0.0.1:${nodes[0].ports.http}/my-logs.trace-events 2`,
      { env: {}, day: DAYS, account: ACCOUNT, spool: spool(), patience: HASTE },
    );
    expect(await contentOf(files.map(({ path }) => path))).toEqual(content);
  });

  test('activity that lasts longer than 24 days, and 32 bits, is exact', async () => {
    await nodes[0].run(
      `CREATE TABLE logs.long ENGINE = MergeTree ORDER BY tuple() AS
       SELECT toInt64(1792454400000 + number * 3600000) AS EventTimestampMs, 'fetch' AS EventType,
         'chat' AS ScriptName, 'Room' AS Entrypoint, 'a' AS DurableObjectId,
         toInt64(3000000000) AS WallTimeMs
       FROM system.numbers LIMIT 2`,
    );
    for (const parts of [1, 3]) {
      const { files } = await ask(nodes[0], 'long', spool(), { parts });
      const database = await LogDatabase.open();
      await database.load(files.map(({ path }) => path));
      const found = await database.rows(
        'select starts_ms, ends_ms from staging.log_intervals order by 1',
      );
      database.close();
      expect(found).toEqual([{ starts_ms: '1792454400000', ends_ms: '1795458000000' }]);
    }
  });

  test('a number as text is read, none is 0, and what is no number is refused', async () => {
    const made = async (table: string, wall: string) => {
      await nodes[0].run(
        `CREATE TABLE logs.${table} ENGINE = MergeTree ORDER BY tuple() AS
         SELECT toInt64(1792454400000 + number) AS EventTimestampMs, 'fetch' AS EventType,
           'chat' AS ScriptName, ${wall} AS WallTimeMs
         FROM system.numbers LIMIT 3`,
      );
      const { files } = await ask(nodes[0], table, spool());
      return (await contentOf(files.map(({ path }) => path))).sums;
    };
    const sums = JSON.stringify([{ events: '3', wall_ms: '12' }]);
    expect(await made('wall_text', "['12', '', 'null'][number + 1]")).toBe(sums);
    expect(await made('wall_fixed', "toFixedString(['12', '0', ''][number + 1], 4)")).toBe(sums);
    await expect(made('wall_odd', "['12', '1.5', ''][number + 1]")).rejects.toMatchObject({
      code: 'E_CLICKHOUSE_QUERY',
      why: expect.stringContaining("'1.5'"),
    });
  });

  test('other names, JSON and another unit are read by a mapping, which must fit', async () => {
    const renamed = `EventTimestampMs * 1000000 AS ts, ScriptName AS worker,
      concat('{"Response": {"Status": ', toString(Status), '}}') AS event`;
    const same =
      'EventType, Entrypoint, DispatchNamespace, Outcome, WallTimeMs, CPUTimeMs, LogLines';
    const usage = ['at', 'v', 't', 'c', 'o', 'n', 'k', 'rr', 'rw', 'db'].map(
      (key) => `Usage.${key} AS \`Usage.${key}\``,
    );
    await nodes[0].run(
      `CREATE TABLE logs.other ENGINE = MergeTree ORDER BY ts AS
       SELECT ${renamed}, ${same}, IsTruncated, ${usage.join(', ')} FROM logs.events`,
    );
    const columns = {
      EventTimestampMs: 'ts',
      ScriptName: 'worker',
      Status: 'event.Response.Status',
    };
    const of = (mapping: AskOptions['mapping']) => ask(nodes[0], 'other', spool(), { mapping });
    const { files } = await of({ columns, timeUnit: 'ns' });
    expect(await contentOf(files.map(({ path }) => path))).toEqual(content);
    // In milliseconds these days lie in another age.
    expect(await of({ columns })).toEqual({ files: [], known: 0 });
    const wrong = { ...columns, Status: 'envelope.Status' };
    await expect(of({ columns: wrong })).rejects.toMatchObject({
      code: 'E_CLICKHOUSE_MAPPING',
      message: expect.stringContaining('the mapping says that Status is envelope.Status'),
    });
    await expect(of({ columns: { Statos: 'event' } })).rejects.toMatchObject({
      code: 'E_CLICKHOUSE_MAPPING',
      why: 'did you mean Status?',
    });
  });

  test('an interrupt ends it', async () => {
    const stop = new AbortController();
    const answer = asked({ signal: stop.signal });
    setTimeout(() => stop.abort(), 30);
    await expect(answer).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });
});
