import type { Column, RowSet } from '../words/rows.ts';
import { csvHeader, csvLines } from './csv.ts';
import { JSON_END, JSON_HEAD, jsonLines } from './json.ts';

type Rows = RowSet['rows'];

/** Formats that can be written while the rows come: no line depends on a later one. */
export type StreamFormat = 'csv' | 'json';

/**
 * The text of rows as they come, in constant memory. A page is any number of rows.
 * @param take told what was written; returns after the reader could take it
 */
export async function streamText(
  columns: readonly Column[],
  pages: AsyncIterable<Rows>,
  { format, isRaw = false }: { format: StreamFormat; isRaw?: boolean },
  take: (text: string) => Promise<void> | void,
): Promise<void> {
  const isCsv = format === 'csv';
  let begin = isCsv ? csvHeader(columns, isRaw) : JSON_HEAD;
  let between = isCsv ? '' : '\n';
  for await (const rows of pages) {
    if (rows.length === 0) continue;
    const text = isCsv ? csvLines({ columns, rows }, isRaw) : jsonLines({ columns, rows });
    await take(begin + between + text);
    begin = '';
    between = isCsv ? '' : ',\n';
  }
  const isEmpty = begin !== '';
  await take(isCsv ? begin : `${begin}${isEmpty ? '' : '\n'}${JSON_END}`);
}

/** Pages up to so many rows; tells whether there were more. */
export async function* upTo(
  pages: AsyncIterable<Rows>,
  most: number,
  count: Counted,
): AsyncGenerator<Rows> {
  for await (const rows of pages) {
    const left = most - count.rows;
    const kept = rows.length > left ? rows.slice(0, left) : rows;
    count.rows += kept.length;
    count.hasMore = kept.length < rows.length;
    yield kept;
    if (count.hasMore) return;
  }
}

/** How many rows went through, and whether more were left. */
export interface Counted {
  rows: number;
  hasMore: boolean;
}

/** All rows, for what cannot be written before the last one is known. */
export async function collect(pages: AsyncIterable<Rows>): Promise<Rows> {
  const all: Rows[number][] = [];
  for await (const rows of pages) for (const row of rows) all.push(row);
  return all;
}
