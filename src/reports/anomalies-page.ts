import type { Period } from '../period.ts';
import type { RowSet } from '../words/rows.ts';
import { visible } from '../words/visible.ts';
import { renderList } from './list.ts';

interface Options {
  /**
   * The meters that are not known in the period, so that no change in them can be found; empty if
   * all are known.
   */
  unknown: string;
  columns: number | undefined;
}

/** Changes of level for people: a sentence each, the most expensive first. */
export function anomaliesPage(period: Period, { rows }: RowSet, { unknown, columns }: Options) {
  const days = `${period.starts_on} to ${period.ends_on} UTC`;
  const { length } = rows;
  const count = length === 0 ? 'Nothing' : `${length} ${length === 1 ? 'thing' : 'things'}`;
  const head = `${count} began to cost more, account ${period.account}, ${days}.\n`;
  const items = rows.map((row, i) => ({
    head: `${i + 1}. ${visible(`${row.says}`)}`,
    details: row.last_on === row.first_on ? [] : [`Seen again until ${row.last_on}.`],
  }));
  const list = rows.length === 0 ? [] : [renderList(items, columns)];
  const note = unknown === '' ? [] : [`No change is told of days that are not known. ${unknown}\n`];
  return [head, ...list, ...note].join('\n');
}
