import { usageError } from '../errors.ts';
import { INVOICE_RELATIONS, seesInvoice } from './layers.ts';
import type { ResolvedRule } from './order.ts';

/**
 * Holds rules of one's own to what the bundled ones keep: a prediction never sees the invoice. A
 * relation of `staging` that `--queries` wrote and that reads it, over any number of others, is as
 * closed to the layers before `reconcile` as the invoice itself.
 * @param rules in the order of building
 * @throws FlaretallyError E_RULE_READS
 */
export function refusePeeking(rules: readonly ResolvedRule[]): void {
  const closed = new Set<string>(INVOICE_RELATIONS);
  for (const rule of rules) {
    const seen = rule.inputs.find((input) => isClosed(input, rule, closed));
    if (seen === undefined) continue;
    if (rule.layer === 'staging') closed.add(rule.relation);
    else if (!seesInvoice(rule.layer)) throw peeks(rule, seen);
  }
}

/** The bundled `staging.invoice_periods` gives dates and names alone: only others are closed. */
function isClosed(input: string, rule: ResolvedRule, closed: ReadonlySet<string>): boolean {
  const isInvoice =
    input.startsWith('raw.invoice') || (INVOICE_RELATIONS as readonly string[]).includes(input);
  if (isInvoice && rule.layer === 'staging') return rule.isReplaced;
  return closed.has(input);
}

function peeks({ path, layer }: ResolvedRule, seen: string) {
  return usageError(
    'E_RULE_READS',
    `${path}: ${layer} comes before reconcile and may not see the invoice, which ${seen} reads`,
    'the README of the queries folder lists what each layer may read',
  );
}
