import { usd } from '../money.ts';
import { instantText } from '../words/rows.ts';

/** What stands under the lines of a statement: whose it is, and both figures. */
export function statementHead(row: Readonly<Record<string, string | null>>): string {
  const { statement, tenant, account, period_id, told_usd, total_usd, change_usd } = row;
  const basis = row.basis === 'invoiced' ? `invoice ${row.invoice_numbers ?? ''}`.trim() : 'usage';
  const sums =
    told_usd === null
      ? `Total ${usd(total_usd)}.`
      : `Told before ${usd(told_usd)}, now ${usd(total_usd)}: change ${usd(change_usd)}.`;
  return [
    `Statement ${statement} for ${tenant}, by ${basis} of the period from ${period_id},`,
    `account ${account}, issued ${instantText(row.issued_at ?? '')}.`,
    sums,
    ...(row.reason ? [`Reason: ${row.reason}.`] : []),
  ].join(' ');
}
