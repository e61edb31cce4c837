// The yardstick of `load`: one bare DuckDB script that comes to the same answer and knows nothing
// else. `node bench/logs/yardstick.mjs FOLDER gz|zst|parquet DATABASE [--no-dedupe]`. Hourly sums by
// script, entrypoint, object and kind; lines, rows and sizes by tenant key; islands of activity at
// tail 0; what two files delivered counted once, with 72 hours of the ledger kept. No rejects, no
// undo, no second load, no Tail Worker, no gap, no meter.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const [folder, form, database, isPlain] = process.argv.slice(2);
const files = readdirSync(join(folder, form)).map((file) => `'${join(folder, form, file)}'`);
const EVENT = 'STRUCT(RayID VARCHAR, Response STRUCT(Status INTEGER))';
const LOGS = 'STRUCT(Message VARCHAR[], TimestampMs BIGINT)[]';
const read =
  form === 'parquet'
    ? `select * replace (try(from_json(Event, '{"RayID":"VARCHAR","Response":{"Status":"INTEGER"}}'))
         as Event, try(from_json(Logs, '[{"Message":["VARCHAR"],"TimestampMs":"BIGINT"}]')) as Logs)
       from read_parquet([${files}], filename = true)`
    : `from read_json([${files}], format = 'newline_delimited', filename = true, columns = {
         CPUTimeMs: 'BIGINT', Entrypoint: 'VARCHAR', DispatchNamespace: 'VARCHAR', Event: '${EVENT}',
         EventTimestampMs: 'BIGINT', EventType: 'VARCHAR', Logs: '${LOGS}', Outcome: 'VARCHAR',
         ScriptName: 'VARCHAR', WallTimeMs: 'BIGINT'})`;
const USAGE = `'{"usage":{"t":"VARCHAR","c":"VARCHAR","o":"VARCHAR","n":"VARCHAR","k":"VARCHAR",
  "rr":"BIGINT","rw":"BIGINT","db":"BIGINT"}}'`;

const db = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
await db.run(`attach '${database}' as loaded; use loaded; set memory_limit = '320MB';
  set preserve_insertion_order = false;
  create type file as enum (${files})`);
await db.run(`create temp table events as
  select filename::file as file, EventTimestampMs as ms, EventTimestampMs // 3600000 as hour,
    ScriptName as script, Entrypoint as entrypoint, DispatchNamespace as dispatch_namespace,
    case when Event.Response.Status = 101 then 'upgrade' else EventType end as kind,
    Outcome as outcome, WallTimeMs as wall_ms, CPUTimeMs as cpu_ms, said.TimestampMs as said_ms,
    u.t as tenant, u.c as class, u.o as object_id, u.k as line_kind, u.rr as rr, u.rw as rw,
    u.db as db, case when u.o is not null then hash(u.o) end as object,
    case when u.n is not null then hash(u.n)
      else hash(EventTimestampMs, EventType, ScriptName, Entrypoint, WallTimeMs, CPUTimeMs, Outcome,
        Event.RayID, Logs) end as id
  from (select *, from_json(said.Message[1], ${USAGE}).usage as u
    from (select *, list_filter(Logs, lambda l: contains(l.Message[1], '"usage"'))[1] as said
      from (${read})))`);
if (!isPlain)
  await db.run(`create temp table repeats as
    select * exclude (nth) from (
      select *, row_number() over (partition by id, file order by ms) as nth
      from events where id in (select id from events group by id having count(*) > 1))
    qualify row_number() over (partition by id, nth order by file) = 1;
    create table ledger as select distinct hour, id from events
    where hour >= (select max(hour) - 72 from events)`);
const once = isPlain
  ? 'events'
  : `(from events where id not in (select id from repeats) union all by name from repeats)`;
await db.run(`create table objects as
  select object, any_value(object_id) as object_id from events where object is not null group by all`);
await db.run(`create table hours as
  select hour, script, entrypoint, dispatch_namespace, object, kind, outcome, count(*) as events,
    sum(wall_ms) as wall_ms, sum(cpu_ms) as cpu_ms
  from ${once} group by all`);
await db.run(`create table lines as
  select said_ms // 3600000 as hour, script, class, tenant, object, line_kind, count(*) as lines,
    sum(rr) as rr, sum(rw) as rw, max_by(db, (said_ms, db)) as db
  from ${once} where said_ms is not null group by all`);
await db.run(`create table islands as
  with spans as (
    select object, script, entrypoint, kind = 'upgrade' as is_upgrade, ms, ms + wall_ms as ends_ms,
      hash(object, script, entrypoint, is_upgrade) as place
    from events where object is not null),
  reaching as (
    select *, coalesce(ms > max(ends_ms) over (partition by place order by ms
      rows between unbounded preceding and 1 preceding), true) as is_first
    from spans),
  counted as (
    select *, count(*) filter (where is_first) over (
      partition by place order by ms, is_first desc rows unbounded preceding) as island
    from reaching where place in (select place from reaching where not is_first))
  select object, script, entrypoint, is_upgrade, ms as starts_ms, ends_ms
  from reaching where place not in (select place from reaching where not is_first)
  union all
  select object, script, entrypoint, is_upgrade, min(ms), max(ends_ms)
  from counted group by object, script, entrypoint, is_upgrade, island`);
db.closeSync();
