// What a database says of dollars, and what it says of that it does not know.
import { Database } from '../../../src/store/database.ts';

/** Dollars by what they are of. */
export type Money = Readonly<Record<string, string>>;

export interface Said {
  money: Money;
  /** Rows, gaps, evidence and findings that somebody who looks would see. */
  notices: ReadonlySet<string>;
}

/** Every dollar of lines, tenants and totals. A line's quantities are among them: blocks are large. */
const MONEY = `
  select concat_ws(' ', 'line', account, period_id, coalesce(sku, ''), coalesce(invoice_line, ''))
      as key, concat_ws(' ', coalesce(predicted_usd::varchar, '-'), coalesce(invoiced_usd::varchar, '-'),
      coalesce(predicted_quantity::varchar, '-')) as usd
  from report.lines
  union all
  select concat_ws(' ', 'share', account, period_id, tenant, coalesce(sku, ''), coalesce(invoice_line, '')),
      concat_ws(' ', coalesce(predicted_usd::varchar, '-'), coalesce(invoiced_usd::varchar, '-'))
  from report.tenant_lines
  union all
  select concat_ws(' ', 'total', account, period_id),
      concat_ws(' ', coalesce(predicted_usd::varchar, '-'), coalesce(invoiced_usd::varchar, '-'))
  from report.totals`;

/**
 * A variance is no notice: whoever sees it does not learn whether usage or invoice is wrong. Nor are
 * findings whose dollars follow the usage. Only that there is one of a kind that was not there.
 */
const NOTICES = `
  select concat_ws(' ', 'rejected', count(*)) as notice from report.rejects
  union all
  select concat_ws(' ', 'coverage', account, period_id, dataset, usage_on, starts_at, status, evidence)
  from usage.dataset_coverage
  union all
  select concat_ws(' ', 'evidence', account, period_id, coalesce(sku, invoice_line), evidence)
  from report.lines
  union all
  select concat_ws(' ', 'no book line', account, period_id, coalesce(sku, invoice_line), status)
  from report.lines where status in ('unknown_line', 'unpriced')
  union all
  select concat_ws(' ', 'finding', account, period_id, kind, subject)
  from report.findings where kind not in ('variance', 'block edge')
    and kind not in (select name from ref.signatures)
  union all
  select concat_ws(' ', 'account', account) from params.accounts`;

export async function readSaid(path: string): Promise<Said> {
  const db = await Database.open(path, { readOnly: true });
  try {
    const money = await db.rows<{ key: string; usd: string }>(MONEY);
    const notices = await db.rows<{ notice: string }>(NOTICES);
    return {
      money: Object.fromEntries(money.map(({ key, usd }) => [key, usd])),
      notices: new Set(notices.map(({ notice }) => notice)),
    };
  } finally {
    db.close();
  }
}

/** What moved, as `key: before > after`. */
export function moved(before: Money, after: Money): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys]
    .filter((key) => before[key] !== after[key])
    .map((key) => `${key}: ${before[key] ?? 'none'} > ${after[key] ?? 'none'}`);
}

/** Whether one of them says something that the other did not say. */
export function isNamed(before: Said, after: Said): boolean {
  return [...after.notices].some((notice) => !before.notices.has(notice));
}
