// @module-tag journey
// `load` of a table as a person meets it: late records, the ledger, undo, the way back to records,
// and what it says when something is wrong.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LogDatabase } from '../logs/log-database.ts';
import { HAS_CLICKHOUSE, type Node, startCluster } from '../support/clickhouse/cluster.ts';
import { eventsOf } from '../support/clickhouse/events.ts';
import { digestsOf } from '../support/digests.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { addressOf, ask, DAYS, fillTable, half, logpushFile, objectOf } from './stage.ts';

const EVENTS = 3_000;

/** What says where figures came from; it differs by design. */
const PROVENANCE =
  /^(all|params\..*|raw\.(loads|log_.*)|staging\.(loads|load_rows|log_days|log_files|log_file_hours|log_unknowns)|report\.(loads|log_evidence|log_unknowns|explanation_places)|findings\.log_sums)$/;

describe.skipIf(!HAS_CLICKHOUSE)('a table', { timeout: 300_000 }, () => {
  const folder = temporary(afterAll);
  let nodes: [Node, Node];
  let address: string;

  const cli = (words: readonly string[], env = {}) =>
    run([...words], folder, { CLOUDFLARE_ACCOUNT_ID: 'c'.repeat(32), ...env });
  const load = (db: string, paths: readonly string[], env = {}) =>
    cli(['load', ...paths, '--db', db, '--anchor-day', '1'], env);
  const rows = async (db: string, sql: string) => {
    const { out, err } = await cli(['sql', sql, '--db', db, '--format', 'json']);
    expect(err).toMatch(/^\d+ rows?\n$/);
    return (JSON.parse(out) as { rows: unknown[] }).rows;
  };
  const content = async (db: string) => {
    const all = Object.entries(await digestsOf(join(folder, db), []));
    return Object.fromEntries(all.filter(([name]) => !PROVENANCE.test(name)));
  };

  beforeAll(async () => {
    nodes = await startCluster(join(folder, 'cluster'));
    await fillTable(nodes, 'events', eventsOf(EVENTS, 2), (one) =>
      half(one.script + objectOf(one)),
    );
    address = addressOf(nodes[0], 'events');
  });
  afterAll(async () => {
    for (const node of nodes) await node.end();
  });

  test('comes to the same bill as the files, once however often it is loaded', async () => {
    const file = logpushFile(folder, EVENTS);
    expect((await load('files.duckdb', [file])).code).toBe(0);
    const first = await load('table.duckdb', [address, '--day', DAYS]);
    expect(first).toMatchObject({ code: 0, out: '' });
    expect(first.err).toContain(`${address} 2026-10-20: `);
    expect(await content('table.duckdb')).toEqual(await content('files.duckdb'));
    const again = await load('table.duckdb', [address, '--day', DAYS]);
    expect(again.err).toContain('2 loaded before');
    expect(await content('table.duckdb')).toEqual(await content('files.duckdb'));
  });

  test('the ledger says what was asked, and explain finds the records again', async () => {
    const days = await rows(
      'table.duckdb',
      `select source, asked_on, server, hours_query like '%GROUP BY%' as has_query
       from staging.log_days order by asked_on`,
    );
    const [day] = days as { server: string }[];
    expect(days).toEqual(
      ['2026-10-20', '2026-10-21'].map((asked_on) => {
        return { source: address, asked_on, server: day?.server, has_query: true };
      }),
    );
    const [found] = (await rows(
      'table.duckdb',
      `select source_file, script, counted, command from report.log_evidence
       where script = 'chat' and kind = 'alarm' order by counted desc, hour_at limit 1`,
    )) as { source_file: string; command: string }[];
    expect(found?.source_file).toMatch(/^clickhouse:.* 2026-10-2[01]$/);
    const [, query = ''] = /--query '(.*)'$/s.exec(found?.command ?? '') ?? [];
    const records = await nodes[0].run(query.replaceAll("'\\''", "'"));
    expect(records).toMatch(/ScriptName: +chat\n/);
  });

  test('a day asked again takes the place of its earlier load, and can be undone', async () => {
    const spool = (name: string) => join(folder, name);
    const asked = async (name: string, wishes = {}) =>
      (await ask(nodes[0], 'events', spool(name), wishes)).files.map(({ path }) => path);
    const [early, other] = [await asked('early'), await ask(nodes[1], 'events', spool('other'))];
    const [late, whole] = [await LogDatabase.open(), await LogDatabase.open()];
    try {
      await late.load(early);
      await nodes[1].run(
        `INSERT INTO logs.events_local (EventTimestampMs, EventType, ScriptName, WallTimeMs)
         VALUES (1792497600000, 'fetch', 'late', 5)`,
      );
      const days = await asked('late');
      const [first = '', second = ''] = await late.load(days);
      await whole.load(days);
      expect(await late.digest()).toEqual(await whole.digest());
      expect(await late.rows('select count(*) as n from raw.loads')).toEqual([{ n: '2' }]);
      // The second day had no late record: it is the same load as before.
      expect(await late.rows(`select 1 as n from raw.loads where load_id = '${second}'`)).toEqual([
        { n: 1 },
      ]);
      await late.undo(first);
      const one = await LogDatabase.open();
      await one.load(days.slice(1));
      expect(await late.digest()).toEqual(await one.digest());
      one.close();
      // Asked of another host, the same day would count twice.
      const twice = late.load(other.files.map(({ path }) => path));
      await expect(twice).rejects.toMatchObject({
        code: 'E_PARTIALS_OVERLAP',
        why: expect.stringMatching(/that day of it is loaded as [0-9a-f]{12}$/),
      });
      const empty = await LogDatabase.open();
      const together = empty.load([...days, ...other.files.map(({ path }) => path)]);
      await expect(together).rejects.toMatchObject({
        code: 'E_PARTIALS_OVERLAP',
        why: expect.stringMatching(/that day of it is in this load$/),
      });
      empty.close();
    } finally {
      late.close();
      whole.close();
    }
  });

  test('a day that has not changed is not asked for again', async () => {
    const first = await ask(nodes[0], 'events', join(folder, 'known'));
    const known = new Set(first.files.map(({ says, version }) => `${says} ${version}`));
    const isKnown = (says: string, version: string) => known.has(`${says} ${version}`);
    const again = () => ask(nodes[0], 'events', join(folder, 'known'), { isKnown });
    expect(await again()).toEqual({ files: [], known: 2 });
    await nodes[0].run(
      "INSERT INTO logs.events_local (EventTimestampMs, EventType) VALUES (1792540800001, 'fetch')",
    );
    expect(await again()).toMatchObject({ files: [{ says: `${address} 2026-10-21` }], known: 1 });
  });

  test.each<[string, string[], Record<string, string>, number, RegExp]>([
    ['a wrong password', [], { CLICKHOUSE_USER: 'reader', CLICKHOUSE_PASSWORD: 'no' }, 4, /ACCESS/],
    ['no such table', ['none'], {}, 2, /E_CLICKHOUSE_TABLE: there is no clickhouse:.*logs\.none/],
    ['days without records', ['events', '2026-01-01'], {}, 2, /E_CLICKHOUSE_EMPTY/],
  ])('%s', async (_, [table = 'events', day = '2026-10-20'], env, exit, message) => {
    const words = [addressOf(nodes[0], table), '--day', day];
    const { code, out, err } = await load('table.duckdb', words, env);
    expect({ code, out }).toEqual({ code: exit, out: '' });
    expect(err).toMatch(message);
    expect(err).toMatch(/\n {2}do: {2}/);
  });
});
