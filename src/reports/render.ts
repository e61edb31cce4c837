import type { RowSet } from '../words/rows.ts';
import { renderCsv } from './csv.ts';
import { renderJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import { renderTable, type TableOptions } from './table.ts';

/** Formats that are text; Arrow is bytes and comes from the store. */
export type TextFormat = 'table' | 'csv' | 'json' | 'md';

export interface Wish {
  /** What `--format` said: it always wins. */
  format?: TextFormat | undefined;
  isTty: boolean;
  /** For commands made to be read (demo, reconcile): a table in a pipe too. */
  isAlwaysTable?: boolean;
}

/** A table on a terminal, csv in a pipe, unless asked otherwise. */
export function chooseFormat({ format, isTty, isAlwaysTable = false }: Wish): TextFormat {
  return format ?? (isTty || isAlwaysTable ? 'table' : 'csv');
}

export interface RenderOptions extends TableOptions {
  format: TextFormat;
  /** CSV without the quote that keeps spreadsheets from running a text as a formula. */
  isRaw?: boolean | undefined;
}

/** Rows as text, ending in a newline. A footer is talk: csv and json, being data, leave it out. */
export function render(rows: RowSet, { format, isRaw, ...options }: RenderOptions): string {
  switch (format) {
    case 'table':
      return renderTable(rows, options);
    case 'csv':
      return renderCsv(rows, isRaw);
    case 'json':
      return renderJson(rows);
    case 'md':
      return renderMarkdown(rows, options.footer);
  }
}
