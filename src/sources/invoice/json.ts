import { z } from 'zod';
import { EXIT, FlaretallyError } from '../../errors.ts';
import { closest } from '../../words/suggest.ts';
import { parseExact } from '../json-text.ts';
import type { PrintedAdjustment, PrintedInvoice } from './printed.ts';

const printed = z
  .union([z.string(), z.number()], 'is neither text nor a number')
  .nullish()
  .transform((value) => (value == null || value === '' ? null : String(value)));

/** The message for a value of another type, or for a missing one. */
function not(what: string) {
  const error = ({ input }: { input?: unknown }) =>
    input === undefined ? 'is missing' : `is not ${what}`;
  return { error };
}

const LINE = {
  description: z.string(not('text')),
  period_start: printed,
  period_end: printed,
  quantity: printed,
  unit_price: printed,
  per: printed,
  amount: printed,
};

const INVOICE = {
  invoice_number: printed,
  issued_on: printed,
  due_on: printed,
  currency: printed,
  kind: z.enum(['threshold', 'regular'], 'is neither threshold nor regular').nullish(),
  lines: z
    .array(z.strictObject(LINE, not('an object')), not('a list'))
    .min(1, { error: 'holds no lines' }),
  subtotal_usd: printed,
  tax_usd: printed,
  total_usd: printed,
  amount_due_usd: printed,
};

const schema = z.strictObject(INVOICE, not('an object'));

/**
 * Reads an invoice written as JSON. An undocumented field is refused, because it may be a misspelt
 * tax.
 * @throws FlaretallyError E_INVOICE_JSON
 */
export function readJson(path: string, text: string): PrintedInvoice {
  const { tax_usd, kind, ...head } = parse(path, text);
  const adjustments: PrintedAdjustment[] =
    tax_usd === null
      ? []
      : [{ kind: 'tax', percent: null, amount: tax_usd, is_after_total: false }];
  return { ...head, kind: kind === 'threshold' ? kind : null, adjustments };
}

/** Problems that an error names; the others are counted. */
const NAMED = 5;

function parse(path: string, text: string): z.output<typeof schema> {
  let why = '';
  try {
    const exact = parseExact(text);
    // Types are checked in the first parse, because the second one has every number as text.
    const result = schema.safeParse(JSON.parse(text));
    if (result.success) return schema.parse(exact);
    const { issues } = result.error;
    const more = issues.length > NAMED ? [`and ${issues.length - NAMED} more`] : [];
    why = [...issues.slice(0, NAMED).map(says), ...more].join('; ');
  } catch (error) {
    why = (error as Error).message;
  }
  throw new FlaretallyError({
    code: 'E_INVOICE_JSON',
    what: `${path} is not an invoice`,
    why,
    fix: 'give invoice_number, issued_on, currency, lines, subtotal_usd, tax_usd and total_usd',
    exit: EXIT.usage,
  });
}

/** A problem, with its path such as `lines.0.amount`. */
function says(issue: z.core.$ZodIssue): string {
  const place = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return `${place || 'it'} ${issue.message}`;
  const known = Object.keys(place === '' ? INVOICE : LINE);
  return issue.keys.map((key) => unknown([...issue.path, key].join('.'), key, known)).join('; ');
}

function unknown(place: string, key: string, known: readonly string[]): string {
  const near = closest(key, known);
  const meant = near === undefined ? `known keys are ${known.join(', ')}` : `did you mean ${near}?`;
  return `the key ${place} is unknown: ${meant}`;
}
