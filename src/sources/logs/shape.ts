import { usageError } from '../../errors.ts';
import type { LogShape } from '../../store/logs/read.ts';
import type { Fields, Surface } from '../../store/logs/surfaces.ts';
import type { InputFile } from '../files.ts';
import { firstObjects, layoutOf } from './records.ts';

/** How to read a log file, from its start. */
export function shapeOf({ head, columns, compression }: InputFile): LogShape {
  if (columns) return { format: 'parquet', compression: 'none', columns };
  const layout = layoutOf(head);
  if (layout) return { format: layout, compression, columns: [] };
  const header = head.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  const names = header.split(',').map((name) => name.trim().replace(/^"|"$/g, ''));
  return { format: 'csv', compression, columns: names.map((name) => [name, 'VARCHAR']) };
}

/** Required fields of each export. */
const ESSENTIAL: Readonly<Record<Surface, readonly string[]>> = {
  logpush: ['EventTimestampMs', 'EventType', 'ScriptName'],
  tail: ['eventTimestamp', 'event'],
};

/** Known fields of a record that are not used. */
const UNUSED: Readonly<Record<Surface, readonly string[]>> = {
  logpush: ['ScriptTags', 'ScriptVersion'],
  tail: ['diagnosticsChannelEvents', 'exceptions', 'preview', 'scriptTags', 'scriptVersion'],
};

/** Fields of a record with a list. */
export const LISTS_OF_RECORDS: readonly string[] = [
  ...['Exceptions', 'Logs', 'ScriptTags'],
  ...['diagnosticsChannelEvents', 'exceptions', 'logs', 'scriptTags'],
];

/** The differences between the fields of a file's first records and those that are read. */
export interface FieldsFound {
  unknown: string[];
  missing: string[];
}

/**
 * Compares the fields of the first records with the mapping. A job writes the same fields in each
 * record.
 * @throws FlaretallyError E_LOG_FIELDS when a required field is missing
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
    // A TraceItem has no fields without a value. A Logpush job writes a field always or never.
    missing: surface === 'tail' ? [] : Object.keys(fields).filter(lacks),
  };
}

const TAIL_ONLY = ['tailAttributes'];

const lower = (name: string) => name.toLowerCase();

const namesOf = ({ columns }: LogShape) => columns.map(([name]) => name);

/** Keys of the complete records at the start. A line that is not JSON has none. */
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

/** E_LOG_FIELDS, for a file or a job without a required field. */
export function fieldsMissing(what: string, names: readonly string[], surface: Surface) {
  const where = surface === 'logpush' ? 'output_options.field_names of the job' : 'the Tail Worker';
  return usageError(
    'E_LOG_FIELDS',
    `${what} lacks the field(s) ${names.join(', ')}`,
    `add them to ${where}; records sent before cannot be counted`,
  );
}

/** Fields that a Logpush job must send, and those needed for durations or tenants. */
export const LOGPUSH_NEEDS = {
  essential: ESSENTIAL.logpush,
  useful: ['CPUTimeMs', 'Entrypoint', 'Event', 'Logs', 'Outcome', 'WallTimeMs'],
} as const;
