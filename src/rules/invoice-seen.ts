import { usageError } from '../errors.ts';
import { INVOICE_RELATIONS, seesInvoice } from './layers.ts';
import type { ResolvedRule } from './order.ts';

/**
 * Holds rules of a person to the same law as the bundled ones: a prediction never sees the invoice.
 * If a relation of `staging` from `--queries` reads the invoice, directly or through others, it is
 * closed to the layers before `reconcile`, like the invoice itself.
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

/** The bundled `staging.invoice_periods` has only dates and names and stays open. */
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
