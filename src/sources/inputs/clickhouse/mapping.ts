import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { EXIT, FlaretallyError } from '../../../errors.ts';

const text = z.string('is not a text in quotes').trim().min(1, 'is empty');

/** What a table calls the fields of `workers_trace_events`. */
export const mappingSchema = z.strictObject({
  columns: z
    .record(z.string(), text)
    .optional()
    .describe('the column of each field that has another name; COLUMN.KEY.KEY is inside of JSON'),
  timeUnit: z
    .enum(['s', 'ms', 'ns'], 'is not s, ms or ns')
    .optional()
    .describe('the unit of EventTimestampMs where it is a whole number; ms'),
});

export type Mapping = z.output<typeof mappingSchema>;

/** @throws FlaretallyError E_CLICKHOUSE_MAPPING */
export function readMapping(path: string): Mapping {
  try {
    return mappingSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const isShape = error instanceof z.ZodError;
    throw mappingError(
      `${path} is no mapping of columns`,
      isShape ? z.prettifyError(error) : (error as Error).message,
    );
  }
}

/** E_CLICKHOUSE_MAPPING: the mapping does not fit itself, the fields or the table. */
export function mappingError(what: string, why: string): FlaretallyError {
  return new FlaretallyError({
    code: 'E_CLICKHOUSE_MAPPING',
    what,
    why,
    fix: 'write {"columns": {"FIELD": "COLUMN"}}; flaretally clickhouse ddl names the fields',
    exit: EXIT.usage,
  });
}
