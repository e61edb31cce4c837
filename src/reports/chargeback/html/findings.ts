import type { Row } from '../sections.ts';
import { html, type Markup } from './markup.ts';
import { groupedBy, money, opener, section } from './words.ts';

/** Findings that a cause shows before it must be opened. */
const SHOWN = 2;

/** What to look at, by cause, the dollars on the right as on an invoice. */
export function findings(rows: readonly Row[], title: string): Markup {
  const causes = [...groupedBy(rows, 'cause').values()];
  const content =
    causes.length === 0
      ? html`<p>Nothing stands out.</p>`
      : html`<ol class="findings">${causes.map(cause)}</ol>`;
  return section('findings', title, content);
}

function cause(rows: readonly Row[]): Markup {
  const [first] = rows;
  const id = `f${first?.cause_number}`;
  const sentence = (row: Row) => html`<li>${row.says}</li>`;
  const hidden = rows.slice(SHOWN);
  const [kind, amount] = [first?.cause ?? '', first?.cause_usd];
  const hasDollars = amount && Number(amount) !== 0;
  return html`<li><h3>${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}</h3>
<p class="money">${hasDollars && money(amount)}</p>
<ul>${rows.slice(0, SHOWN).map(sentence)}</ul>
${hidden.length > 0 && opener(id, html`${hidden.length} more`)}
${hidden.length > 0 && html`<ul class="detail" id="${id}">${hidden.map(sentence)}</ul>`}
${first?.next_command && html`<p class="note"><code>flaretally ${first.next_command}</code></p>`}
</li>
`;
}
