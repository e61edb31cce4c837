import { z } from 'zod';
import { EXIT, FlaretallyError } from '../errors.ts';
import { contentOf } from './content.ts';
import { DOCUMENT_SIZE } from './document-size.ts';
import { refuseRepeats } from './json-text.ts';

/**
 * A whole number or decimal as text, so that no digit is lost. JSON numbers are taken as written.
 */
function quantity(pattern: RegExp, says: string) {
  return z.union([z.string(), z.number()]).transform((value, context) => {
    const isUnsafe = typeof value === 'number' && !isExact(value);
    const text = String(value);
    if (!isUnsafe && pattern.test(text)) return text;
    const hint = isUnsafe ? 'is too long for a JSON number: put it in quotes' : `is not ${says}`;
    context.addIssue({ code: 'custom', message: `"${text}" ${hint}` });
    return z.NEVER;
  });
}

/** Whether a JSON number is exact: whole and safe, or a fraction with few digits. */
function isExact(value: number): boolean {
  return Number.isInteger(value) ? Number.isSafeInteger(value) : String(value).length <= 16;
}

const whole = quantity(/^\d{1,30}$/, 'a whole number');
const decimal = quantity(/^\d{1,18}(\.\d{1,9})?$/, 'a number with at most 9 decimals');
const share = quantity(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, 'a share from 0 to 1');
const day = z.iso.date('is not a day like 2026-10-04');
const operations = z.array(z.strictObject({ count: whole, kb: decimal }));

const workload = z.strictObject({
  objects: whole.default('1'),
  sockets_per_object: whole.default('0'),
  sockets_opened: z.enum(['once', 'daily']).default('once'),
  messages_per_socket_minute: decimal.default('0'),
  hours_per_day: quantity(
    /^(\d|1\d|2[0-3])(\.\d{1,6})?$|^24(\.0+)?$/,
    'hours from 0 to 24',
  ).default('24'),
  requests: whole.default('0'),
  socket_api: z.enum(['accept', 'hibernation']).default('hibernation'),
  handler_ms: decimal.default('0'),
  active_seconds: decimal.optional(),
  hibernated_share: share.optional(),
  rows_read_per_message: decimal.default('0'),
  rows_written_per_message: decimal.default('0'),
  stored_gb_per_object: decimal.default('0'),
  kv_reads: operations.default([]),
  kv_writes: operations.default([]),
});

const schema = z.strictObject({
  period: z
    .strictObject({ starts_on: day, ends_on: day })
    .refine((p) => p.starts_on < p.ends_on, 'ends_on (exclusive) must come after starts_on'),
  plan: z.string().default('workers_paid'),
  usage: z.record(z.string(), decimal).default({}),
  meters: z.record(z.string(), whole).default({}),
  workload: z.array(workload).default([]),
  scenario: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).default({}),
  other: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        usd_per_month: decimal.default('0'),
        usd_per_object: decimal.default('0'),
      }),
    )
    .default([]),
  // Notes for people; not read.
  id: z.string().optional(),
  title: z.string().optional(),
  source: z.string().optional(),
  grade: z.string().optional(),
  note: z.string().optional(),
  expected: z.unknown().optional(),
});

/** The input of an estimate: a period, a plan, and quantities, meters or workload groups. */
export type EstimateInput = z.output<typeof schema>;

/**
 * Reads the file of an estimate.
 * @param most bytes of a document; the file may have a quarter of that
 * @throws FlaretallyError E_FILE_MISSING, E_DOCUMENT_SIZE, E_ESTIMATE_JSON, E_ESTIMATE_FIELD
 */
export function readEstimate(path: string, most = DOCUMENT_SIZE): EstimateInput {
  return parseEstimate(readText(path, most), path);
}

export function parseEstimate(text: string, path: string): EstimateInput {
  let json: unknown;
  try {
    json = JSON.parse(text);
    refuseRepeats(text);
  } catch (error) {
    throw invalid('E_ESTIMATE_JSON', `${path} is not JSON`, (error as Error).message);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const why = result.error.issues
    .map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`)
    .join('; ');
  throw invalid('E_ESTIMATE_FIELD', `${path} is not an estimate`, why);
}

function readText(path: string, most: number): string {
  try {
    return contentOf(path, most)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof FlaretallyError) throw error;
    throw invalid('E_FILE_MISSING', `${path} cannot be read`, (error as Error).message);
  }
}

function invalid(code: string, what: string, why: string): FlaretallyError {
  const fix = 'flaretally estimate --help shows the fields of a file';
  return new FlaretallyError({ code, what, why, fix, exit: EXIT.usage });
}
