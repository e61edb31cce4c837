import { basename } from 'node:path';
import { parseSwitches } from '../reading/scenario.ts';
import { estimateJson } from '../reports/estimate-json.ts';
import { estimatePage } from '../reports/estimate-page.ts';
import { documentSize } from '../sources/document-size.ts';
import { pageFormatArgs, queriesArgs, sizeArgs } from './shared/args.ts';
import { defineCliCommand } from './shared/define.ts';
import { tableWidth, wantsColour } from './shared/terminal.ts';

export default defineCliCommand({
  name: 'estimate',
  summary: 'price a described workload, without an account',
  description:
    'A file is JSON, at least {"period": {"starts_on": "2026-10-01", "ends_on": "2026-11-01"}, ' +
    '"usage": {"kv.lists": 2000000}}: two million lists of keys in October, for ends_on is the ' +
    'day after the last. "usage" has quantities of SKUs, which docs/prices lists, before the ' +
    'allowance. "meters" has totals of meters, and "workload" groups of Durable Objects or logs. ' +
    '"plan" is workers_paid unless stated. "lacks" is a note on what is not known, "scenario" ' +
    'sets switches, "other" gives prices to compare with. Several files, or --compare, are shown ' +
    'side by side. A workload group has objects, sockets_per_object, ' +
    'sockets_opened (once, daily), messages_per_socket_minute, hours_per_day, requests, ' +
    'socket_api (hibernation, accept), handler_ms, active_seconds, hibernated_share, ' +
    'rows_read_per_message, rows_written_per_message, stored_gb_per_object, kv_reads and ' +
    'kv_writes [{"count","kb"}]. ' +
    'Alarms: alarm_every_seconds, alarm_ms (active time of each), between_alarms (sleep, awake), ' +
    'alarm_storage (sqlite, key_value). Pushes to open sockets: pushes_per_object_minute, ' +
    'push_ms, push_trigger (request, alarm, timer). Workers Logs: log_events_per_invocation, ' +
    'log_invocations (else those of the objects), head_sampling_rate, log_event_kb, ' +
    'log_retention_days. The page docs/estimates.md says what each of them means.',
  examples: [
    { command: 'flaretally estimate chat.json', says: 'the lines and the total' },
    { command: 'flaretally estimate chat.json --format json', says: 'the same for a program' },
    {
      command: 'flaretally estimate chat.json --compare memory_mb=32,rounding=pro_rata',
      says: 'side by side with another reading of the rules',
    },
  ],
  args: {
    file: {
      type: 'positional',
      variadic: true,
      valueHint: 'FILE.json',
      description: 'what is used, in which period and on which plan',
    },
    compare: {
      type: 'string',
      multiple: true,
      valueHint: 'SWITCHES',
      description: 'price it again with switch=value,..., side by side',
    },
    ...queriesArgs,
    ...sizeArgs,
    ...pageFormatArgs,
  },
  async run({ args, env, stdout, isStdoutTty, columns }) {
    const { estimate } = await import('../estimate.ts');
    const { readEstimate } = await import('../sources/estimate-file.ts');
    const most = documentSize(args.maxDocumentSize);
    const compare = (args.compare ?? []).map(parseSwitches);
    const names = args.file.map((path) => basename(path, '.json'));
    const inputs = args.file.map((path, i) => ({
      label: names.indexOf(names[i] ?? '') === i ? (names[i] ?? path) : path,
      input: readEstimate(path, most),
    }));
    const result = await estimate(inputs, { compare, queries: args.queries });
    const { format } = args;
    const page = { format, isRaw: args.raw, columns: tableWidth({ isStdoutTty, columns, env }) };
    stdout.write(
      format === 'json'
        ? estimateJson(result)
        : estimatePage(result, { ...page, hasColour: wantsColour(isStdoutTty, env) }),
    );
  },
});
