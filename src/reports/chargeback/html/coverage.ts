import type { Row } from '../sections.ts';
import { html, type Markup } from './markup.ts';
import { groupedBy, section } from './words.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A mark for each status, so that none is told by colour alone. */
const MARKS: Readonly<Record<string, string>> = {
  complete: '✓',
  sampled: '≈',
  provisional: '…',
  suspect: '?',
  missing: '✕',
};

/** A calendar of the period: what is known of each day. */
export function coverage(rows: readonly Row[], title: string): Markup {
  const weeks = [...groupedBy(rows, 'week_number').values()];
  const statuses = [...new Set(rows.map((row) => `${row.status}`))];
  const lacking = rows.filter(
    (row) => Number(row.datasets_lacking) > 0 || row.status === 'missing',
  );
  return section(
    'coverage',
    title,
    html`<div class="covered"><table class="calendar">
<caption class="heard">What is known of each day</caption>
<thead><tr>${WEEKDAYS.map(weekday)}</tr></thead>
<tbody>${weeks.map(week)}</tbody>
</table>
<div><ul class="legend">${statuses.map(explained)}</ul>
${lacking.length > 0 && html`<ul class="lacking">${lacking.map(lack)}</ul>`}
</div></div>`,
  );
}

const mark = (status: string) => MARKS[status] ?? '◐';
const markClass = (status: string) => (status in MARKS ? status : 'partial');

function weekday(day: string): Markup {
  return html`<th scope="col"><abbr title="${day}">${day.slice(0, 2)}</abbr></th>`;
}

function explained(status: string): Markup {
  const kind = markClass(status);
  return html`<li><span class="mark ${kind}" aria-hidden="true">${mark(status)}</span>
${status}</li>`;
}

function lack(row: Row): Markup {
  return html`<li><time>${row.usage_on}</time> ${row.says}</li>`;
}

function week(days: readonly Row[]): Markup {
  const cell = (number: number) => {
    const day = days.find((one) => Number(one.weekday) === number);
    if (day === undefined) return html`<td class="none"></td>`;
    const status = `${day.status}`;
    return html`<td class="${markClass(status)}">
<time datetime="${day.usage_on}">${Number(day.usage_on?.slice(-2))}</time>
<span class="mark" aria-hidden="true">${mark(status)}</span>
<span class="heard">${status}</span></td>`;
  };
  return html`<tr>${WEEKDAYS.map((_, i) => cell(i + 1))}</tr>`;
}
