import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import type { Kind } from '../sources/detect.ts';
import type { InputFile } from '../sources/files.ts';
import type { Database } from '../store/database.ts';
import { LISTS } from './kinds.ts';
import type { RejectedRow } from './loaded.ts';

/** How rejected rows are handled. */
export interface RejectWishes {
  /** A rejected row of any kind of file is an error. */
  strict?: boolean | undefined;
  /** Lists are loaded without their rejected rows. */
  allowRejects?: boolean | undefined;
}

/** Rows named in an error after the first; the rest are counted. */
const NAMED = 5;

/** Relations that tell which rows were rejected. */
export const ROWS: readonly string[] = ['staging.load_rows', 'staging.rejects', 'report.rejects'];

interface FileRows {
  load_id: string;
  kind: Kind;
  source_file: string;
  rows: string;
  rejects: string;
}

/** @throws FlaretallyError E_FLAG_CONFLICT for flags that contradict each other */
export function requireOneWish({ strict, allowRejects }: RejectWishes): void {
  if (!strict || !allowRejects) return;
  const what = '--strict and --allow-rejects contradict each other';
  throw usageError('E_FLAG_CONFLICT', what, 'give one of them');
}

/**
 * Refuses a load that must not replace the existing data: a list with a rejected row or without
 * rows, and any file whose rows are all rejected.
 * @param fresh the files of this load
 * @param rejects all rejected rows, by file
 * @throws FlaretallyError E_REJECTED, E_LIST_EMPTY
 */
export async function requireRows(
  db: Database,
  fresh: readonly InputFile[],
  rejects: readonly RejectedRow[],
  { strict, allowRejects }: RejectWishes,
): Promise<void> {
  if (strict && rejects.length > 0)
    throw rejected(rejects, String(rejects.length), 'leave --strict out');
  for (const file of await rowsOf(db, fresh)) {
    const isList = LISTS.includes(file.kind);
    const own = rejects.filter((row) => row.load_id === file.load_id);
    if (isList && file.rows === '0' && !allowRejects) throw empty(file);
    if (own.length === 0) continue;
    if (file.rows === file.rejects) throw rejected(own, `all ${file.rows}`);
    if (isList && !allowRejects)
      throw rejected(
        own,
        `${file.rejects} of ${file.rows}`,
        'load the other rows with --allow-rejects',
      );
  }
}

async function rowsOf(db: Database, fresh: readonly InputFile[]): Promise<FileRows[]> {
  return db.rows<FileRows>(
    `select load_id, kind, source_file, rows::varchar as rows, rejects::varchar as rejects
     from staging.load_rows
     where load_id in (select unnest($1::json::varchar[])) order by source_file`,
    [JSON.stringify(fresh.map(({ digest }) => digest))],
  );
}

function rejected(rows: readonly RejectedRow[], count: string, relief?: string) {
  const [first, ...others] = rows.map(said);
  const more = others.length > NAMED ? [`and ${others.length - NAMED} more`] : [];
  return new FlaretallyError({
    code: 'E_REJECTED',
    what: `${count} row(s) cannot be read; the first is ${first}`,
    ...(others.length > 0 ? { why: [...others.slice(0, NAMED), ...more].join('\n') } : {}),
    fix: ['nothing was changed: correct the rows', relief].filter(Boolean).join(', or '),
    exit: EXIT.failed,
  });
}

function said({ source_file, line, reason }: RejectedRow): string {
  return `${source_file} row ${line}: ${reason}`;
}

function empty({ source_file }: FileRows) {
  return new FlaretallyError({
    code: 'E_LIST_EMPTY',
    what: `${source_file} has a header and no rows`,
    why: 'it would replace the whole list that was loaded before',
    fix: 'nothing was changed: load a list with rows, or --allow-rejects to load the empty one',
    exit: EXIT.failed,
  });
}
