import type { Chargeback } from '../read.ts';
import { SECTIONS } from '../sections.ts';
import { corrections } from './corrections.ts';
import { coverage } from './coverage.ts';
import { findings } from './findings.ts';
import { foot, unknowns } from './foot.ts';
import { head } from './head.ts';
import { html } from './markup.ts';
import { page } from './page.ts';
import { statement } from './statement.ts';
import { tenants } from './tenants.ts';
import { waterfall } from './waterfall.ts';

/**
 * The chargeback report as one HTML file that needs nothing else.
 * @param restFile name of the file beside it that has all tenants, if not all are shown
 */
export function chargebackHtml(report: Chargeback, restFile?: string): string {
  const { head: row } = report;
  const hasInvoice = row.invoiced_usd !== null;
  const title = (name: keyof typeof SECTIONS) => SECTIONS[name].title;
  const body = html`<a class="skip" href="#tenants">To the tenants</a>
<main>
${head(row)}
${waterfall(report.waterfall, title('waterfall'))}
${tenants({ ...report, restFile }, 'Who it belongs to')}
${corrections(report.corrections, title('corrections'))}
${statement(report.statement, report.steps, hasInvoice, title('statement'))}
${findings(report.findings, title('findings'))}
${coverage(report.coverage, title('coverage'))}
${unknowns(report.unknowns, title('unknowns'))}
</main>
${foot(report.provenance)}`;
  return page({ title: `Chargeback, ${row.says_period}`, body, isInteractive: true });
}
