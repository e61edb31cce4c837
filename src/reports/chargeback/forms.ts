import type { Database } from '../../store/database.ts';
import { literal } from '../../store/quote.ts';
import type { RowSet } from '../../words/rows.ts';
import { type FileWish, fileOf } from '../forms/file.ts';
import { type Page, workbookOf } from '../forms/workbook.ts';
import { renderDocument } from '../json.ts';
import { chargebackMarkdown } from './markdown.ts';
import { type Made, readAll, type Sections } from './read-all.ts';
import { type At, SECTIONS, type SectionName } from './sections.ts';

/**
 * The chargeback report as a file. JSON, Markdown and a workbook have every section; CSV, Parquet
 * and Arrow, which hold one table, have the lines of all tenants.
 */
export async function chargebackFile(
  db: Database,
  at: At,
  form: FileWish['form'],
  { made, isRaw }: { made: Made; isRaw: boolean },
): Promise<string | Uint8Array> {
  switch (form) {
    case 'json':
      return chargebackJson(await readAll(db, at, made), at);
    case 'md':
      return chargebackMarkdown(await readAll(db, at, made));
    case 'xlsx':
      return workbookOf(pagesOf(await readAll(db, at, made)));
    default:
      return fileOf(db, { sql: linesSql(at), title: SECTIONS.lines.title, form, isRaw });
  }
}

function linesSql({ account, period_id: period }: At): string {
  const { relation, order } = SECTIONS.lines;
  return `select * from ${relation} where account = ${literal(account)}
    and period_id = ${literal(period)} order by ${order}`;
}

function chargebackJson({ head, ...sections }: Sections, { account, period_id }: At): string {
  const [statement] = head.rows;
  const rows = Object.entries(sections).map(([name, found]) => [name, plainRows(found)]);
  return renderDocument({
    account,
    period_id,
    head: statement ?? null,
    ...Object.fromEntries(rows),
  });
}

/** The columns of a section and no others: provenance has rows that come from elsewhere. */
function plainRows({ columns, rows }: RowSet) {
  return rows.map((row) =>
    Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null])),
  );
}

function pagesOf(sections: Sections): Page[] {
  return Object.entries(sections).map(([name, rows]) => ({
    title: SECTIONS[name as SectionName].title,
    rows,
  }));
}
