import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { renderRecords } from '../../reports/record.ts';
import { render } from '../../reports/render.ts';
import { type Counted, collect, streamText, upTo } from '../../reports/stream.ts';
import type { Result } from '../../store/result.ts';
import type { RowSet } from '../../words/rows.ts';
import { visibleLines } from '../../words/visible.ts';
import { rowsText } from '../shared/print-result.ts';
import { wantsColour } from '../shared/terminal.ts';
import { page, terminalSize } from './pager.ts';
import { MODES, type Mode, type Session } from './session.ts';

/** Shows the rows of a statement that began at `started`, or writes them to the file of `.once`. */
export async function show(session: Session, result: Result, started: number): Promise<void> {
  const { settings, once } = session;
  const count: Counted = { rows: 0, hasMore: false };
  if (once !== undefined) {
    session.once = undefined;
    const pages = upTo(result.pages, Number.POSITIVE_INFINITY, count);
    await write(session, once, { columns: result.columns, pages });
    session.io.stderr.write(`${rowsText(count.rows)} in ${once}${took(session, started)}\n`);
    return;
  }
  const rows = await collect(upTo(result.pages, settings.rows, count));
  const more = count.hasMore ? '; .rows all shows the rest, .once FILE writes it' : '';
  const first = count.hasMore ? 'the first ' : '';
  const footer = `${first}${rowsText(count.rows)}${took(session, started)}${more}`;
  const rowSet = { columns: result.columns, rows };
  const isTable = settings.mode === 'table' && !isPlan(rowSet);
  page(session.io, session.lines, textOf(session, rowSet, isTable ? footer : undefined));
  if (!isTable) session.io.stderr.write(`${footer}\n`);
}

function took({ settings }: Session, started: number): string {
  if (!settings.isTimed) return '';
  const ms = performance.now() - started;
  return `, ${ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`}`;
}

function textOf(session: Session, rowSet: RowSet, footer: string | undefined): string {
  const { mode, width, isRaw } = session.settings;
  if (isPlan(rowSet)) return planOf(rowSet);
  if (mode === 'line') return renderRecords(rowSet);
  return render(rowSet, {
    format: mode,
    isRaw,
    columns: width ?? terminalSize().columns,
    hasColour: wantsColour(true, session.io.env),
    footer,
  });
}

/** DuckDB draws a plan itself, over several lines. */
function isPlan({ columns }: RowSet): boolean {
  return columns.map(({ name }) => name).join() === 'explain_key,explain_value';
}

function planOf({ rows }: RowSet): string {
  return rows
    .map(({ explain_value: plan }) => `${visibleLines(String(plan)).trimEnd()}\n`)
    .join('');
}

interface Coming {
  columns: RowSet['columns'];
  pages: AsyncGenerator<RowSet['rows']>;
}

/** Writes a new file; half of one is taken away. */
async function write(session: Session, file: string, { columns, pages }: Coming): Promise<void> {
  const { mode, isRaw } = session.settings;
  const format = modeOf(file) ?? mode;
  const path = resolve(session.io.cwd, file);
  const handle = openSync(path, 'wx');
  try {
    if (format === 'csv' || format === 'json') {
      const take = (text: string) => void writeSync(handle, text);
      await streamText(columns, pages, { format, isRaw }, take);
    } else {
      const rowSet = { columns, rows: await collect(pages) };
      writeSync(handle, format === 'line' ? renderRecords(rowSet) : render(rowSet, { format }));
    }
  } catch (error) {
    rmSync(path);
    throw error;
  } finally {
    closeSync(handle);
  }
}

/** The form that the end of a file name asks for. */
function modeOf(file: string): Mode | undefined {
  return MODES.find((mode) => extname(file) === `.${mode}`);
}
