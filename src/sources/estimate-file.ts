import { z } from 'zod';
import { EXIT, FlaretallyError } from '../errors.ts';
import { contentOf } from './content.ts';
import { DOCUMENT_SIZE } from './document-size.ts';
import { decimal, whole } from './estimate-quantity.ts';
import { workload } from './estimate-workload.ts';
import { refuseRepeats } from './json-text.ts';

const day = z.iso.date('is not a day like 2026-10-04');

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
  // What is known to be missing in what is stated: a note of the estimate.
  lacks: z.string().optional(),
  // For people; not read.
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
