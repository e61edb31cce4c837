import type { RowSet } from '../words/rows.ts';
import { renderCsv } from './csv.ts';
import { renderJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import { renderTable, type TableOptions } from './table.ts';

/** Text formats. Arrow is binary and comes from the store. */
export type TextFormat = 'table' | 'csv' | 'json' | 'md';

export interface Wish {
  /** Value of `--format`, which always wins. */
  format?: TextFormat | undefined;
  isTty: boolean;
  /** For commands whose output is for people (demo, reconcile): a table in a pipe too. */
  isAlwaysTable?: boolean;
}

/** A table on a terminal, csv in a pipe, unless asked otherwise. */
export function chooseFormat({ format, isTty, isAlwaysTable = false }: Wish): TextFormat {
  return format ?? (isTty || isAlwaysTable ? 'table' : 'csv');
}

export interface RenderOptions extends TableOptions {
  format: TextFormat;
  /** CSV without the quote that stops spreadsheets from running text as a formula. */
  isRaw?: boolean | undefined;
}

/**
 * Rows as text with a final newline. The footer is a message: csv and json, which are data, have
 * none.
 */
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
