import type { Period } from '../period.ts';
import type { RowSet } from '../words/rows.ts';
import { visible } from '../words/visible.ts';
import { renderList } from './list.ts';

/** Changes of level for people: a sentence each, the dearest first. */
export function anomaliesPage(period: Period, { rows }: RowSet, columns: number | undefined) {
  const days = `${period.starts_on} to ${period.ends_on} UTC`;
  const count = rows.length === 0 ? 'Nothing' : `${rows.length} thing(s)`;
  const head = `${count} began to cost more, account ${period.account}, ${days}.\n`;
  const items = rows.map((row, i) => ({
    head: `${i + 1}. ${visible(`${row.says}`)}`,
    details: row.last_on === row.first_on ? [] : [`Seen again until ${row.last_on}.`],
  }));
  return rows.length === 0 ? head : `${head}\n${renderList(items, columns)}`;
}
