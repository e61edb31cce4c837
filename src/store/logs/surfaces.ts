import type { Database } from '../database.ts';
import { msOf } from './times.ts';

/** Which export wrote a log: Logpush, or a Tail Worker that kept its TraceItems. */
export type Surface = 'logpush' | 'tail';

/** One surface in the words of the scan: SQL of what each canonical field is. */
export interface SurfaceSql {
  /** Fields of a record that are read, with the type each is read as. */
  fields: Readonly<Record<string, string>>;
  /** Canonical column -> expression over the fields. */
  columns: Readonly<Record<string, string>>;
  /** The list of what was logged, and in an entry of it the arguments and the time. */
  logs: { list: string; message: string; at: string };
}

/** What Logpush writes in place of the messages that it cut off. */
const CUT = '<<<Logpush: messages truncated>>>';

const LOGPUSH: SurfaceSql = {
  fields: {
    CPUTimeMs: 'BIGINT',
    DispatchNamespace: 'VARCHAR',
    Entrypoint: 'VARCHAR',
    Event: 'STRUCT(RayID VARCHAR, Response STRUCT(Status INTEGER))',
    EventTimestampMs: 'VARCHAR',
    EventType: 'VARCHAR',
    Exceptions: 'STRUCT(Message VARCHAR)[]',
    Logs: 'STRUCT(Message VARCHAR[], TimestampMs VARCHAR)[]',
    Outcome: 'VARCHAR',
    ScriptName: 'VARCHAR',
    WallTimeMs: 'BIGINT',
  },
  columns: {
    event_ms: msOf('EventTimestampMs'),
    wall_ms: 'WallTimeMs',
    cpu_ms: 'CPUTimeMs',
    script: 'ScriptName',
    entrypoint: 'Entrypoint',
    dispatch_namespace: 'DispatchNamespace',
    is_object: `coalesce(Entrypoint, '') <> ''`,
    word: `case when Event.Response.Status = 101 then 'upgrade' else EventType end`,
    outcome: 'Outcome',
    is_truncated: `coalesce(starts_with(Logs[-1].Message[1], '${CUT}'), false)
      or coalesce(starts_with(Exceptions[-1].Message, '${CUT}'), false)`,
    object_id: 'null',
    ray_id: 'Event.RayID',
    logs: 'Logs',
  },
  logs: { list: 'Logs', message: 'Message', at: 'TimestampMs' },
};

/** A TraceItem has no field for its kind: the first key in the order of ref.log_kinds tells. */
async function tail(db: Database): Promise<SurfaceSql> {
  const keys = await db.rows<{ key: string }>(
    'select trace_key as key from ref.log_kinds where trace_key is not null order by trace_rank',
  );
  const names = keys.map(({ key }) => `"${key.replaceAll('"', '')}"`);
  const whens = names.map((name) => `when event.${name} is not null then '${name.slice(1, -1)}'`);
  const isUpgrade = `event.response.status = 101
    or lower(json_extract_string(event.request, '$.headers.upgrade')) = 'websocket'`;
  const endsSocket = `json_extract_string(event.getWebSocketEvent, '$.webSocketEventType')
    <> 'message'`;
  return {
    fields: {
      cpuTime: 'BIGINT',
      dispatchNamespace: 'VARCHAR',
      durableObjectId: 'VARCHAR',
      entrypoint: 'VARCHAR',
      event: `STRUCT(response STRUCT(status INTEGER), ${names.map((n) => `${n} JSON`).join(', ')})`,
      eventTimestamp: 'VARCHAR',
      executionModel: 'VARCHAR',
      logs: 'STRUCT(message VARCHAR[], timestamp VARCHAR)[]',
      outcome: 'VARCHAR',
      scriptName: 'VARCHAR',
      truncated: 'BOOLEAN',
      wallTime: 'BIGINT',
    },
    columns: {
      event_ms: msOf('eventTimestamp'),
      wall_ms: 'wallTime',
      cpu_ms: 'cpuTime',
      script: 'scriptName',
      entrypoint: 'entrypoint',
      dispatch_namespace: 'dispatchNamespace',
      is_object: `coalesce(starts_with(executionModel, 'durable'),
        coalesce(entrypoint, '') <> '')`,
      word: `case when ${isUpgrade} then 'upgrade' when ${endsSocket} then 'ws_end'
        ${whens.join(' ')} end`,
      outcome: 'outcome',
      is_truncated: 'coalesce(truncated, false)',
      object_id: `nullif(durableObjectId, '')`,
      ray_id: 'event::varchar',
      logs: 'logs',
    },
    logs: { list: 'logs', message: 'message', at: 'timestamp' },
  };
}

/** The surface's mapping, with the kinds that the rules know. */
export async function surfaceSql(db: Database, surface: Surface): Promise<SurfaceSql> {
  return surface === 'logpush' ? LOGPUSH : tail(db);
}
