import { z } from 'zod';
import { EXIT, FlaretallyError } from '../../errors.ts';
import type { PrintedAdjustment, PrintedInvoice } from './printed.ts';

const printed = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value == null ? null : String(value)));

const schema = z.object({
  invoice_number: printed,
  issued_on: printed,
  due_on: printed,
  currency: printed,
  kind: z.enum(['threshold', 'regular']).nullish(),
  lines: z
    .array(
      z.object({
        description: z.string(),
        period_start: printed,
        period_end: printed,
        quantity: printed,
        unit_price: printed,
        per: printed,
        amount: printed,
      }),
    )
    .min(1),
  subtotal_usd: printed,
  tax_usd: printed,
  total_usd: printed,
  amount_due_usd: printed,
});

/**
 * Reads an invoice written as JSON; fields beyond the documented ones are not kept.
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

function parse(path: string, text: string): z.output<typeof schema> {
  let why = '';
  try {
    const result = schema.safeParse(JSON.parse(text));
    if (result.success) return result.data;
    why = result.error.issues.map(({ path: at }) => `${at.join('.')} is missing`).join('; ');
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
