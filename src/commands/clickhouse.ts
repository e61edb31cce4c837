import { usageError } from '../errors.ts';
import { ddl } from '../sources/inputs/clickhouse/ddl.ts';
import { tableNamed } from '../sources/inputs/clickhouse/url.ts';
import { defineCliCommand } from './shared/define.ts';

export default defineCliCommand({
  name: 'clickhouse',
  summary: 'print the DDL of a table of logs in ClickHouse, and of a user who may read it',
  description:
    'ddl prints statements; nothing is connected to or changed. The table takes Logpush as it ' +
    'comes. flaretally load clickhouse://HOST/DATABASE.TABLE --day DAY asks it for the sums of a ' +
    'day; the events stay there.',
  examples: [
    { command: 'flaretally clickhouse ddl', says: 'a table on one server' },
    {
      command: 'flaretally clickhouse ddl --table logs.events --cluster main',
      says: 'a table on all shards of a cluster',
    },
    {
      command: 'flaretally clickhouse ddl --plain',
      says: 'for ClickHouse before 23.8: usage lines are columns that whoever inserts fills',
    },
  ],
  args: {
    verb: { type: 'positional', options: ['ddl'], description: 'ddl' },
    table: {
      type: 'string',
      valueHint: 'DATABASE.TABLE',
      description: 'name of the table',
      default: 'logs.workers_trace_events',
    },
    cluster: { type: 'string', valueHint: 'NAME', description: 'a table on all of its shards' },
    plain: { type: 'boolean', description: 'with usage lines as columns, for any version' },
  },
  async run({ args, stdout }) {
    const { database, table } = tableNamed(args.table);
    if (table === '')
      throw usageError(
        'E_CLICKHOUSE_NAME',
        `"${args.table}" does not name a database and a table`,
        'write --table DATABASE.TABLE, names without a dot, a slash or a quote',
      );
    stdout.write(ddl({ database, table, cluster: args.cluster, isPlain: args.plain }));
  },
});
