import { usageError } from '../../errors.ts';
import type { LogShape } from '../../store/logs/read.ts';
import type { Fields, Surface } from '../../store/logs/surfaces.ts';
import type { InputFile } from '../files.ts';
import { firstObjects, layoutOf } from './records.ts';

/** How a log file is to be read, by its head. */
export function shapeOf({ head, columns, compression }: InputFile): LogShape {
  if (columns) return { format: 'parquet', compression: 'none', columns };
  const layout = layoutOf(head);
  if (layout) return { format: layout, compression, columns: [] };
  const header = head.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  const names = header.split(',').map((name) => name.trim().replace(/^"|"$/g, ''));
  return { format: 'csv', compression, columns: names.map((name) => [name, 'VARCHAR']) };
}

/** Fields without which a surface's records say nothing. */
const ESSENTIAL: Readonly<Record<Surface, readonly string[]>> = {
  logpush: ['EventTimestampMs', 'EventType', 'ScriptName'],
  tail: ['eventTimestamp', 'event'],
};

/** Fields of a record that we know and have no use for. */
const UNUSED: Readonly<Record<Surface, readonly string[]>> = {
  logpush: ['ScriptTags', 'ScriptVersion'],
  tail: ['diagnosticsChannelEvents', 'exceptions', 'preview', 'scriptTags', 'scriptVersion'],
};

/** Fields of a record that hold a list. */
export const LISTS_OF_RECORDS: readonly string[] = [
  ...['Exceptions', 'Logs', 'ScriptTags'],
  ...['diagnosticsChannelEvents', 'exceptions', 'logs', 'scriptTags'],
];

/** How the fields of a file's first records differ from those that are read. */
export interface FieldsFound {
  unknown: string[];
  missing: string[];
}

/**
 * Compares the fields of the first records with the mapping: a job writes the same in each record.
 * @throws FlaretallyError E_LOG_FIELDS when one is missing without which a record says nothing
 */
export function compareFields(
  file: InputFile,
  surface: Surface,
  shape: LogShape,
  fields: Fields,
): FieldsFound {
  const isJson = shape.format !== 'csv' && shape.format !== 'parquet';
  const names = isJson ? keysOf(file.head, shape) : namesOf(shape);
  if (names.length === 0) return { unknown: [], missing: [] };
  const fold = isJson ? (name: string) => name : lower;
  const found = new Set(names.map(fold));
  const lacks = (name: string) => !found.has(fold(name));
  const lost = ESSENTIAL[surface].filter(lacks);
  if (lost.length > 0) throw fieldsMissing(file.path, lost, surface);
  const known = new Set([...Object.keys(fields), ...UNUSED[surface], ...TAIL_ONLY].map(fold));
  return {
    unknown: names.filter((name) => !known.has(fold(name))),
    // A TraceItem leaves out what it does not have; a Logpush job writes every field or none.
    missing: surface === 'tail' ? [] : Object.keys(fields).filter(lacks),
  };
}

const TAIL_ONLY = ['tailAttributes'];

const lower = (name: string) => name.toLowerCase();

const namesOf = ({ columns }: LogShape) => columns.map(([name]) => name);

/** Keys of the records that stand whole in the head; a line that is no JSON has none. */
function keysOf(head: string, { format }: LogShape): string[] {
  const lines =
    format === 'ndjson' ? head.split('\n').slice(0, LINES_READ) : firstObjects(head, LINES_READ);
  return [
    ...new Set(
      lines.flatMap((line) => {
        try {
          const record: unknown = JSON.parse(line);
          return record && typeof record === 'object' ? Object.keys(record) : [];
        } catch {
          return [];
        }
      }),
    ),
  ];
}

const LINES_READ = 20;

/** E_LOG_FIELDS, for a file or a job that leaves out what is needed. */
export function fieldsMissing(what: string, names: readonly string[], surface: Surface) {
  const where = surface === 'logpush' ? 'output_options.field_names of the job' : 'the Tail Worker';
  return usageError(
    'E_LOG_FIELDS',
    `${what} lacks the field(s) ${names.join(', ')}`,
    `add them to ${where}; records sent before cannot be counted`,
  );
}

/** Fields a Logpush job must send, and those without which durations or tenants are unknown. */
export const LOGPUSH_NEEDS = {
  essential: ESSENTIAL.logpush,
  useful: ['CPUTimeMs', 'Entrypoint', 'Event', 'Logs', 'Outcome', 'WallTimeMs'],
} as const;
