import type { Row } from '../sections.ts';
import { html, type Markup } from './markup.ts';
import { money, section } from './words.ts';

/** What is not known, with dollars where they are. */
export function unknowns(rows: readonly Row[], title: string): Markup {
  const item = (row: Row) =>
    html`<li><span>${row.says}</span><span class="money">${row.usd && money(row.usd)}</span></li>`;
  const content =
    rows.length === 0
      ? html`<p>Nothing: every day, product and tenant is known.</p>`
      : html`<ul class="unknowns">${rows.map(item)}</ul>`;
  return section('unknowns', title, content);
}

/** From what the report was made. The same input gives the same bytes. */
export function foot(rows: readonly Row[]): Markup {
  return html`<footer><h2>Provenance</h2>
<dl>${rows.map(({ item, says }) => html`<div><dt>${item}</dt><dd>${says}</dd></div>`)}</dl>
</footer>
`;
}
