import { usd } from '../../../money.ts';
import type { Row } from '../sections.ts';
import { html, type Markup } from './markup.ts';
import { amountCell, money, name } from './words.ts';

/** A bar beside an amount that says the same: it is not read aloud. */
export function plainBar(content: Markup): Markup {
  return html`<svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true"
focusable="false">${content}</svg>`;
}

/** Stacked bars of days as SVG without text, which would be too small on a phone. */
export function dayChart(rows: readonly Row[]): Markup {
  const days = [...new Set(rows.map((row) => row.usage_on))];
  const [first] = rows;
  if (first === undefined || days.length === 0) return html``;
  const at = new Map(days.map((day, i) => [day, i * 10]));
  const bars = rows.map((row) => part(row, at.get(row.usage_on) ?? 0));
  const zero = 1000 - Number(first.zero_permille);
  return html`<figure class="days">
<figcaption>Dollars a day<span class="note">up to ${usd(first.most_usd)}</span></figcaption>
<svg viewBox="0 0 ${days.length * 10} 1000" preserveAspectRatio="none"
role="img" aria-labelledby="days-title days-desc">
<title id="days-title">Dollars a day, by tenant</title>
<desc id="days-desc">A bar for each of ${days.length} days, stacked by tenant.
The table below the chart has the same amounts.</desc>
${bars}
<path class="zero" d="M0 ${zero}H${days.length * 10}"/>
</svg>
<p class="ends"><time>${days[0]}</time><time>${days.at(-1)}</time></p>
</figure>
${dayTable(rows, days)}`;
}

function part(row: Row, x: number): Markup | false {
  const [from, to] = [Number(row.from_permille), Number(row.to_permille)];
  if (from === to) return false;
  const [top, height] = [1000 - Math.max(from, to), Math.abs(to - from)];
  return html`<rect class="s${row.series}" x="${x + 1}" y="${top}" width="8" height="${height}"/>`;
}

/** The chart as a table, for those who do not see it and those who want the figures. */
function dayTable(rows: readonly Row[], days: readonly (string | null | undefined)[]): Markup {
  const series = [...new Map(rows.map((row) => [row.series, row])).values()].sort(
    (a, b) => Number(a.series) - Number(b.series),
  );
  const cells = new Map(rows.map((row) => [`${row.usage_on} ${row.series}`, row]));
  const line = (day: string | null | undefined) => html`<tr><th scope="row">${day}</th>
${series.map((one) => amountCell(money(cells.get(`${day} ${one.series}`)?.usd)))}
${amountCell(money(cells.get(`${day} ${series[0]?.series}`)?.day_usd))}</tr>`;
  const head = (one: Row) => html`<th scope="col" class="money">${seriesName(one)}</th>`;
  return html`<details class="same"><summary>Days as a table</summary>
<div class="wide" role="region" aria-label="Days as a table" tabindex="0">
<table><caption class="heard">Dollars a day, by tenant</caption>
<thead><tr><th scope="col">Day</th>${series.map(head)}
<th scope="col" class="money">All</th></tr></thead>
<tbody>${days.map(line)}</tbody></table>
</div></details>`;
}

function seriesName(row: Row): Markup {
  return row.tenant === null ? html`${row.tenants} others` : name(row.tenant);
}
