// What a person would write in a hurry, with the columns that `load` reads: counts by hour, and with
// `usage` the rows of the usage lines by tenant too. It checks nothing, and knows no file again.
import { readdirSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [dir, what] = process.argv.slice(2);
const db = await (await DuckDBInstance.create(':memory:')).connect();
const files = readdirSync(dir).map((file) => `'${dir}/${file}'`);
await db.run(`create view events as from read_json([${files}], format = 'newline_delimited',
  filename = true, columns = {CPUTimeMs: 'BIGINT', DispatchNamespace: 'VARCHAR', Entrypoint: 'VARCHAR',
  Event: 'STRUCT(RayID VARCHAR, Response STRUCT(Status INTEGER))', EventTimestampMs: 'BIGINT',
  EventType: 'VARCHAR', Exceptions: 'STRUCT(Message VARCHAR)[]', Outcome: 'VARCHAR',
  Logs: 'STRUCT(Message VARCHAR[], TimestampMs BIGINT)[]', ScriptName: 'VARCHAR', WallTimeMs: 'BIGINT'})`);
const line = `from_json(list_filter(flatten(list_transform(Logs, lambda l: l.Message)),
  lambda m: contains(m, '"usage"'))[1], '{"usage":{"t":"VARCHAR","o":"VARCHAR","k":"VARCHAR","n":"VARCHAR",
  "c":"VARCHAR","rr":"BIGINT","rw":"BIGINT","db":"BIGINT"}}').usage`;
await db.run(`create table hours as select filename, EventTimestampMs // 3600000 as hour, ScriptName,
  Entrypoint, DispatchNamespace, EventType, Outcome, Event.Response.Status, count(*) as events,
  count(Event.RayID) as rays, sum(WallTimeMs) as wall_ms, sum(CPUTimeMs) as cpu_ms, sum(len(Logs)),
  sum(len(Exceptions)) ${
    what === 'usage'
      ? `, u.t, u.o, u.k, u.c, sum(u.rr), sum(u.rw), max(u.db), count(u.n)
  from (select *, ${line} as u from events)`
      : 'from events'
  } group by all`);
