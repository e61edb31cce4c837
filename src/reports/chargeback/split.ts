import type { Database } from '../../store/database.ts';
import type { RowSet } from '../../words/rows.ts';
import { renderCsv } from '../csv.ts';
import { fileNameOf } from './file-name.ts';
import { indexHtml, type Listed } from './html/index-page.ts';
import { tenantHtml } from './html/tenant-page.ts';
import { groupedBy } from './html/words.ts';
import {
  type At,
  type Frame,
  type Row,
  readSection,
  SECTIONS,
  type TenantPage,
} from './sections.ts';

/** Columns of a tenant's CSV with their types. */
const COLUMNS: RowSet['columns'] = [
  ...['product', 'name'].map((name) => ({ name, type: 'VARCHAR' })),
  { name: 'quantity', type: 'DECIMAL(28,9)' },
  { name: 'unit', type: 'VARCHAR' },
  { name: 'price_usd', type: 'DECIMAL(18,12)' },
  { name: 'per_quantity', type: 'HUGEINT' },
  { name: 'effective_price_usd', type: 'DECIMAL(38,12)' },
  { name: 'usd', type: 'DECIMAL(38,2)' },
  ...['currency', 'invoice_numbers', 'says'].map((name) => ({ name, type: 'VARCHAR' })),
];

/** A correction as a line of a tenant's CSV: with these the lines add up to what is asked for. */
function lineOf({ says_alone: name = null, usd = null }: Row): Row {
  return { product: 'Correction', name, usd };
}

/** What of the provenance is about the account of all tenants. */
const OF_ACCOUNT: readonly (string | null | undefined)[] = ['account'];

/**
 * Writes a page and a CSV for each tenant, then the index for the operator. Tenants come one after
 * another, so that memory does not grow with their number.
 * @returns how many tenants there are
 */
export async function splitByTenant(
  db: Database,
  at: At,
  { head, all, provenance }: Frame,
  put: (name: string, text: string) => void,
): Promise<number> {
  const listed: Listed[] = [];
  const { rows } = await readSection(db, SECTIONS.corrections, at);
  const moved = rows as readonly Row[];
  const corrections = groupedBy(moved, 'tenant');
  const own = provenance.filter(({ item }) => !OF_ACCOUNT.includes(item));
  const pages = db.pages<TenantPage>(
    `select tenant, usd, most_usd, lines, days from report.chargeback_pages
     where account = $1 and period_id = $2 order by tenant_rank`,
    [at.account, at.period_id],
  );
  const write = (page: TenantPage) => {
    const name = fileNameOf(page.tenant);
    const lines = [...page.lines, ...page.corrections.map(lineOf)];
    const rows = lines.map((line) => ({ ...line, currency: head.currency ?? null }));
    put(`${name}.html`, tenantHtml(page, { head, all, provenance: own }));
    put(`${name}.csv`, renderCsv({ columns: COLUMNS, rows }));
    const corrected_usd = page.corrections[0]?.tenant_with_usd ?? page.usd;
    listed.push({ name, tenant: page.tenant, usd: page.usd, corrected_usd });
  };
  for await (const some of pages) {
    for (const page of some) {
      write({ ...page, corrections: corrections.get(page.tenant) ?? [] });
      corrections.delete(page.tenant);
    }
  }
  // A tenant that is gone has no lines, and may still have something to pay or to get back.
  for (const [tenant, rows] of corrections)
    write({
      tenant: `${tenant}`,
      usd: '0.00',
      most_usd: null,
      lines: [],
      days: [],
      corrections: rows,
    });
  put('index.html', indexHtml(listed, { head, all, provenance }, moved[0]?.with_usd));
  return listed.length;
}
