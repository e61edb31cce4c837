import type { Database } from '../../store/database.ts';
import { parquetBytes } from '../../store/export.ts';
import { writeArrow } from '../arrow.ts';
import { renderCsv } from '../csv.ts';
import { renderJson } from '../json.ts';
import { renderMarkdown } from '../markdown.ts';
import type { Form } from './form.ts';
import { workbookOf } from './workbook.ts';

/** The rows of a statement, and how a file of them is to be. */
export interface FileWish {
  sql: string;
  /** Name of the sheet in a workbook. */
  title: string;
  form: Exclude<Form, 'html'>;
  /** CSV without the quote that stops spreadsheets from running text as a formula. */
  isRaw: boolean;
  /** Below the table of a Markdown file. */
  foot?: string;
}

/** The bytes or the text of a file with the rows of a statement, every one of them. */
export async function fileOf(db: Database, wish: FileWish): Promise<string | Uint8Array> {
  const { sql, title, form, isRaw, foot } = wish;
  switch (form) {
    case 'csv':
      return renderCsv(await db.query(sql), isRaw);
    case 'json':
      return renderJson(await db.query(sql));
    case 'md':
      return renderMarkdown(await db.query(sql), foot);
    case 'xlsx':
      return workbookOf([{ title, rows: await db.query(sql) }]);
    case 'parquet':
      return parquetBytes(db, sql);
    case 'arrow':
      return arrowBytes(db, sql);
  }
}

/** An Arrow IPC stream. */
export async function arrowBytes(db: Database, sql: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  // A chunk may be a window on a buffer that the next one overwrites.
  await writeArrow(db, sql, { write: (chunk) => chunks.push(Uint8Array.from(chunk)) });
  return Buffer.concat(chunks);
}
