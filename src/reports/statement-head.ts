import { usd } from '../money.ts';
import type { Reconciliation } from '../reconcile.ts';
import { instantText, type JsonCell } from '../words/rows.ts';
import { completenessOf, metersSay } from './completeness.ts';

type Row = Readonly<Record<string, JsonCell>>;

/** The head of a statement: account, completeness, and the invoices as printed. */
export function headOf({ period, scenario, reach, meters, invoices }: Reconciliation): string {
  const complete = completenessOf(period);
  const bounds = `${instantText(period.starts_at)} to ${instantText(period.ends_at)} UTC`;
  return [
    `Account ${period.account}, ${bounds} (end exclusive, ` +
      `${period.source}), scenario ${scenario}, ${complete}`,
    ...(period.length_says === null ? [] : [period.length_says]),
    `${metersSay(period, meters)}${reach.says}`,
    ...invoices.rows.map(invoiceSays),
    '',
  ].join('\n');
}

/**
 * An invoice in the words and order of its own totals, or its share in this statement if it is for
 * another period.
 */
function invoiceSays(invoice: Row): string {
  const { invoice_number: number, issued_on: issued, is_main: isMain } = invoice;
  const name = `Invoice ${number ?? 'without a number'}${issued === null ? '' : ` of ${issued}`}`;
  const money = (column: string) => usd(invoice[column] as string | null);
  if (!isMain)
    return `${name}, of another period: ${money('statement_usd')} of it belongs to this period`;
  const added = [
    ['credit', 'credit_usd'],
    ['tax', 'tax_usd'],
    ['past due', 'past_due_usd'],
    ['paid', 'paid_usd'],
    ['other', 'other_usd'],
  ] as const;
  const parts = added
    .filter(([word, column]) => invoice[column] !== (word === 'tax' ? null : '0.00'))
    .map(([word, column]) => `${word} ${money(column)}, `);
  const foot = `${parts.join('')}payable ${money('payable_usd')}`;
  return `${name}: subtotal ${money('subtotal_usd')}, ${foot}`;
}
