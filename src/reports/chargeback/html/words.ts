import { usd } from '../../../money.ts';
import type { Row } from '../sections.ts';
import { html, type Markup, type Part } from './markup.ts';

/** A tenant's name. It may be in any script, so its direction stays its own. */
export function name(text: string | null | undefined): Markup {
  return html`<bdi>${text}</bdi>`;
}

/** An amount, or a dash with words for those who hear it. */
export function money(amount: string | null | undefined): Markup {
  return amount
    ? html`${usd(amount)}`
    : html`<span class="none">–<span class="heard">not known</span></span>`;
}

/** A difference: with its sign, and quiet where there is none. */
export function difference(amount: string | null | undefined): Markup {
  if (!amount) return money(amount);
  if (/^-?0*(\.0*)?$/.test(amount)) return html`<span class="none">${usd('0')}</span>`;
  return amount.startsWith('-')
    ? html`<span class="less">${usd(amount)}</span>`
    : html`<span class="more">+${usd(amount)}</span>`;
}

type Cell = string | null | undefined;

/** Rows by the value of a column, in their order. */
export function groupedBy(rows: readonly Row[], column: string): Map<Cell, Row[]> {
  const groups = new Map<Cell, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[column]);
    if (group === undefined) groups.set(row[column], [row]);
    else group.push(row);
  }
  return groups;
}

/** Whether a cell is true. Booleans are booleans in JSON, whatever `Row` says. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** A heading with its section, so that every section is a region of the page with a name. */
export function section(id: string, title: string, ...content: Markup[]): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${content}
</section>
`;
}

/** A cell with an amount. A minor one is left out on a phone, where the row's details have it. */
export function amountCell(amount: Part, isMinor = false): Markup {
  return html`<td class="money${isMinor && ' minor'}">${amount}</td>`;
}

/** The head of a column with amounts, by which rows can be sorted. */
export function amountHead(title: string, isMinor = false): Markup {
  return html`<th scope="col" class="money${isMinor && ' minor'}" data-sort="number">${title}</th>`;
}

/** A remark below something. */
export function note(...content: Part[]): Markup {
  return html`<p class="note">${content}</p>`;
}

/** A row that shows what is below it. Without script everything is open. */
export function opener(target: string, label: Markup): Markup {
  return html`<button type="button" class="opener" aria-expanded="true"
aria-controls="${target}">${label}</button>`;
}
