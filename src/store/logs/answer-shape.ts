/** What a day was asked of, and what is known of it besides its rows. */
export interface Asked {
  account: string;
  /** The address of the table, and the day. */
  source: string;
  day: string;
  /** The version of the server. */
  server: string;
  hoursQuery: string;
  islandsQuery: string;
  /** The query for the records of an hour of a script, with {from}, {to} and {name} left open. */
  rowsQuery: string;
}

/** Columns of an answer with sums, in their order: see remote/clickhouse/hours.sql. */
export const HOURS = {
  ...{ section: 'VARCHAR', is_event: 'BIGINT', hour_ms: 'BIGINT', script_name: 'VARCHAR' },
  ...{ place_entrypoint: 'VARCHAR', place_namespace: 'VARCHAR', is_object: 'BIGINT' },
  ...{ kind: 'VARCHAR', event_outcome: 'VARCHAR', object_id: 'VARCHAR', said_hour_ms: 'BIGINT' },
  ...{ tenant: 'VARCHAR', class: 'VARCHAR', line_kind: 'VARCHAR', line_object_id: 'VARCHAR' },
  ...{ records: 'BIGINT', items: 'BIGINT', firsts: 'BIGINT', seconds: 'BIGINT' },
  ...{ lines_logged: 'BIGINT', stated: 'BIGINT', is_exact: 'BIGINT', day_records: 'BIGINT' },
  ...{ truncated_records: 'BIGINT', first_ms: 'BIGINT', last_ms: 'BIGINT' },
  ...{ timeless_lines: 'BIGINT', unread_numbers: 'BIGINT' },
} as const;

/**
 * Columns of an answer with islands: see remote/clickhouse/islands.sql. Starts are within an hour,
 * and lengths of more than 24 days are read as WIDE.
 */
export const ISLANDS = {
  ...{ section: 'VARCHAR', script_name: 'VARCHAR', place_entrypoint: 'VARCHAR' },
  ...{ place_namespace: 'VARCHAR', object_id: 'VARCHAR', is_upgrade: 'BIGINT', hour_ms: 'BIGINT' },
  ...{ starts: 'INTEGER[]', lengths: 'INTEGER[]', records: 'BIGINT' },
} as const;

/** The columns whose numbers may need more than 32 bits. */
export const WIDE = { lengths: 'BIGINT[]' } as const;

export function columnsSql(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');
}

/** The sums as events, in the form that remote/duckdb/hours.sql reads. */
export const SUMS_AS_EVENTS = `
  select
    case when is_event = 1 then hour_ms end as event_ms,
    script_name as script,
    case when is_event = 1 then place_entrypoint end as entrypoint,
    nullif(place_namespace, '') as dispatch_namespace,
    case when is_event = 1 then is_object = 1 end as is_object,
    case when is_event = 1 then kind end as kind,
    case when is_event = 1 then event_outcome end as outcome,
    nullif(object_id, '') as object_id,
    case when is_event = 0 then said_hour_ms end as said_ms,
    nullif(tenant, '') as tenant,
    nullif(class, '') as class,
    nullif(line_kind, '') as line_kind,
    nullif(line_object_id, '') as line_object_id,
    is_event * items as events,
    is_event * firsts as wall_ms,
    is_event * seconds as cpu_ms,
    case when is_event = 1 and lines_logged >= 0 then lines_logged end as log_lines,
    (1 - is_event) * items as lines,
    (1 - is_event) * firsts as rows_read,
    (1 - is_event) * seconds as rows_written,
    case when stated >= 0 then stated % 2199023255552 end as database_bytes,
    case when stated >= 0 then said_hour_ms + stated // 2199023255552 end as database_ms
  from sums where section = 'sum'`;

/**
 * Rows of objects and hours that several shards have, as events of the length of their islands. An
 * hour of an object is an object here, so that hours stay apart.
 */
export const ISLANDS_AS_EVENTS = `
  select script_name as script, place_entrypoint as entrypoint,
    nullif(place_namespace, '') as dispatch_namespace, object_id || '/' || hour_ms as object_id,
    true as is_object,
    1 as events, case when is_upgrade = 1 then 'upgrade' else '' end as kind,
    hour_ms + start as event_ms, length as wall_ms
  from (select *, unnest(starts) as start, unnest(lengths) as length from active_in_shards)`;
