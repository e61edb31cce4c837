import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import { isTableUrl } from '../sources/inputs/clickhouse/url.ts';

/** @throws FlaretallyError E_REJECTED if no row of the logs can be read */
export function requireRead({ records, rejects }: { records: string; rejects: string }): void {
  if (records === '0' || records !== rejects) return;
  throw new FlaretallyError({
    code: 'E_REJECTED',
    what: `none of the ${records} row(s) of these logs can be read`,
    fix: 'flaretally load names the rows; nothing was written',
    exit: EXIT.failed,
  });
}

/** @throws FlaretallyError E_OUT_FOLDER */
export function requireFolder(out: string): void {
  if (existsSync(dirname(out))) return;
  throw usageError('E_OUT_FOLDER', `${out} lies in a folder that does not exist`, 'make it first');
}

/**
 * Asked before anything is: a table gives such sums by itself.
 * @throws FlaretallyError E_SUMMARIZE_KIND
 */
export function requireNoTable(paths: readonly string[]): void {
  const table = paths.find(isTableUrl);
  if (table === undefined) return;
  throw usageError(
    'E_SUMMARIZE_KIND',
    `${table} is a table, and logs are files`,
    `its server sums it: flaretally load ${table} --day DAY`,
  );
}
