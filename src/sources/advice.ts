import { LISTS_OF_RECORDS } from './logs/shape.ts';

/**
 * The command that turns Workers Logs events into invocations, each once, as a Tail Worker saves
 * them.
 */
const WORKERS_LOGS = `def ms: if type == "number" then . else ((.[0:19] + "Z") | fromdate) * 1000 +
  ((.[20:23] | tonumber?) // 0) end;
map(.result.events.events? // (if type == "array" then . else [.] end)) | add
| map(select(."$workers")) | unique_by(."$workers".requestId)[]
| (.timestamp | ms) as $at | ."$workers"
| {eventTimestamp: $at, event, scriptName, entrypoint, executionModel, outcome, durableObjectId,
  dispatchNamespace, truncated, cpuTime: .cpuTimeMs, wallTime: .wallTimeMs, logs: []}`;

/** For a file of a known format that is not read: its format, and a command that converts it. */
export function adviceFor({ path, head }: { path: string; head: string }) {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  const to = (program: string, file: string, flags = '') =>
    `jq ${flags}'${program}' ${shell(path)} > ${file}`;
  const [, batch] = /^\{\s*"([^"\\]+)"\s*:\s*\[\s*\{/.exec(text) ?? [];
  if (text.includes('"$workers"') && text.includes('"$metadata"'))
    return {
      why: 'it holds events of Workers Logs: a line for each message, not for each invocation',
      fix: to(WORKERS_LOGS.replaceAll(/\s+/g, ' '), 'converted.ndjson', '-c -s '),
    };
  if (batch !== undefined && !LISTS_OF_RECORDS.includes(batch) && isLogs(text))
    return {
      why: `its records are inside a list "${batch}" (output_options.batch_prefix)`,
      fix: to(`."${batch}"[]`, 'converted.ndjson', '-c '),
    };
  if (/^\{\s*"schema_version"\s*:/.test(text))
    return { why: 'it is JSON that flaretally wrote', fix: 'load the files that it was made of' };
  if (/^\[\s*\{\s*"(dimensions|sum|max|avg|count|confidence)"\s*:/.test(text))
    return {
      why: 'it holds rows of a GraphQL answer, and does not name their dataset',
      fix: `put the name of the dataset for DATASET: ${to(
        '{data: {viewer: {accounts: [{DATASET: .}]}}}',
        'converted.json',
      )}`,
    };
  if (/^\[\s*\{\s*"\w+"\s*:\s*(\[|"[^"]*"\s*,\s*"\w+"\s*:\s*\[)\s*\{\s*"dimensions"/.test(text))
    return {
      why: 'it holds only the accounts of a GraphQL answer, without {"data": {"viewer": ...}}',
      fix: to('{data: {viewer: {accounts: .}}}', 'converted.json'),
    };
  return undefined;
}

function isLogs(text: string): boolean {
  return text.includes('"EventTimestampMs"') || text.includes('"eventTimestamp"');
}

function shell(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
