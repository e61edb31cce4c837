import { delimiterOf } from '../store/csv-header.ts';
import { type Advice, answerAdvice, type ToCommand } from './answer-advice.ts';
import { firstObjects } from './logs/records.ts';
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
export function adviceFor(file: { path: string; head: string }): Advice | undefined {
  const { path, head } = file;
  const text = head.replace(/^\uFEFF/, '').trimStart();
  const to: ToCommand = (program, file, flags = '') =>
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
  return answerAdvice(text, shell(path), to) ?? recordAdvice(text, shell(path), to);
}

const SEPARATORS: Readonly<Record<string, string>> = { '\t': 'tabs', ';': 'semicolons' };

/** For records of logs that stand inside others, or whose fields no comma separates. */
function recordAdvice(text: string, path: string, to: ToCommand): Advice | undefined {
  const [header = ''] = text.split(/\r?\n/, 1);
  const delimiter = delimiterOf(header);
  if (!text.startsWith('{') && isLogs(`"${header.split(delimiter).join('"')}"`)) {
    const separators = SEPARATORS[delimiter];
    if (separators === undefined) return undefined;
    const split = delimiter === '\t' ? '\\t' : delimiter;
    return {
      why: `its fields are separated by ${separators} (output_options.field_delimiter)`,
      fix: `jq -R -r 'split("${split}") | @csv' ${path} > converted.csv, if no value holds one`,
    };
  }
  const [first] = firstObjects(text, 1);
  if (first === undefined || text.startsWith('[')) return undefined;
  const record = parsed(first);
  if (record === undefined || isRecord(record)) return undefined;
  const inside = Object.entries(record).find(([, value]) => isRecord(value));
  const quoted = Object.entries(record).find(
    ([, value]) => typeof value === 'string' && isRecord(parsed(value)),
  );
  const [key] = inside ?? quoted ?? [];
  if (key === undefined) return undefined;
  return {
    why: `each of its records stands inside "${key}" of another`,
    fix: to(`."${key}"${inside ? '' : ' | fromjson'}`, 'converted.ndjson', '-c '),
  };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  return 'EventTimestampMs' in value || ('eventTimestamp' in value && 'outcome' in value);
}

function isLogs(text: string): boolean {
  return text.includes('"EventTimestampMs"') || text.includes('"eventTimestamp"');
}

function shell(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
