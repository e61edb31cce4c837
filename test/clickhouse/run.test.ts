// @module-tag journey
// A table among the logs of a configuration: each night asks only for days that have changed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNT } from '../logs/log-database.ts';
import { type BreakingProxy, startProxy } from '../support/clickhouse/breaking-proxy.ts';
import { HAS_CLICKHOUSE, type Node, startCluster } from '../support/clickhouse/cluster.ts';
import { eventsOf } from '../support/clickhouse/events.ts';
import { digestsOf } from '../support/digests.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { fillTable } from './stage.ts';

const EVENTS = 400;

describe.skipIf(!HAS_CLICKHOUSE)('nights', { timeout: 300_000 }, () => {
  const folder = temporary(afterAll);
  const db = join(folder, 'bill.duckdb');
  const asked: string[] = [];
  let nodes: [Node, Node];
  let proxy: BreakingProxy;

  beforeAll(async () => {
    nodes = await startCluster(join(folder, 'cluster'));
    await fillTable(nodes, 'events', eventsOf(EVENTS, 2), ({ at }) => at % 2 === 0);
    proxy = await startProxy(nodes[0].ports.http, (_, query) => {
      if (query.includes('AS section')) asked.push(query);
      return undefined;
    });
    placeEmptyDatabase(db);
    const logs = [`clickhouse://127.0.0.1:${proxy.port}/logs.events`];
    writeFileSync(join(folder, 'flaretally.jsonc'), JSON.stringify({ db: 'bill.duckdb', logs }));
  }, 300_000);
  afterAll(async () => {
    proxy.close();
    for (const node of nodes) await node.end();
  });

  /** A night, and the days that it asked for the sums of. */
  const night = async () => {
    asked.length = 0;
    const words = ['run', '--skip', 'pull', '--skip', 'check', '--account', ACCOUNT];
    const { code, err } = await run(words, folder, { FLARETALLY_NOW: '2026-10-25T06:00:00Z' });
    const days = ['2026-10-20', '2026-10-21'].filter((day) =>
      asked.some((query) => query.includes(`>= ${Date.parse(day)}`)),
    );
    return { code, err, questions: asked.length, days };
  };
  const told = async (sql: string) => {
    const { out } = await run(['sql', sql, '--db', db, '--format', 'csv'], folder);
    return out.trimEnd().split('\n').slice(1);
  };

  test('days are asked for once, a day that was added to again', async () => {
    const first = await night();
    expect(first.err).toMatch(/load logs, [\d.]+ s: 2 new file\(s\)/);
    expect(first).toMatchObject({ questions: 4, days: ['2026-10-20', '2026-10-21'] });
    const loads = await told('select load_id from raw.loads order by 1');
    expect(loads).toHaveLength(2);
    const before = await digestsOf(db);

    const second = await night();
    expect(second.err).toMatch(/load logs, [\d.]+ s: nothing new/);
    expect(second).toMatchObject({ questions: 0, days: [] });
    expect(await digestsOf(db)).toEqual(before);

    await nodes[1].run(
      `INSERT INTO logs.events_local (EventTimestampMs, EventType, ScriptName, WallTimeMs)
       VALUES (${Date.UTC(2026, 9, 20, 12)}, 'fetch', 'late', 5)`,
    );
    const third = await night();
    expect(third.err).toMatch(/load logs, [\d.]+ s: 1 new file\(s\)/);
    expect(third).toMatchObject({ questions: 2, days: ['2026-10-20'] });
    // The day took the place of its earlier load; the other is as it was.
    const now = await told('select load_id from raw.loads order by 1');
    expect(now).toHaveLength(2);
    expect(now.filter((id) => loads.includes(id))).toHaveLength(1);
    const late = await told("select sum(events) from staging.log_hours where script = 'late'");
    expect(late).toEqual(['1']);

    expect(await night()).toMatchObject({ questions: 0, days: [] });
  });
});
