import { usageError } from '../../errors.ts';
import { isTableUrl } from './clickhouse/url.ts';

/** The placeholder for the day of a folder, as Logpush writes it: 20261004. */
export const DATE = '{DATE}';

/**
 * Days after an event whose folders may contain it. A folder has the day of the upload, and the
 * event of a WebSocket is written when the socket closes.
 */
const LATE_DAYS = 2;

const DAY_MS = 86_400_000;

/**
 * The folders with events of the wanted days: `2026-10-04`, or `2026-10-04..2026-11-04` with an
 * exclusive end, as for a period.
 * @returns days such as 20261004, in order
 * @throws FlaretallyError E_DAY
 */
export function foldersOf(text: string): string[] {
  const { first, end } = daySpan(text);
  const late = { first, end: end + LATE_DAYS * DAY_MS };
  return daysOf(late).map((day) => day.replaceAll('-', ''));
}

/** Each day from one midnight to before another, such as 2026-10-04. */
export function daysOf({ first, end }: { first: number; end: number }): string[] {
  return Array.from({ length: (end - first) / DAY_MS }, (_, i) =>
    new Date(first + i * DAY_MS).toISOString().slice(0, 10),
  );
}

/**
 * Midnight of the first day, and midnight after the last.
 * @throws FlaretallyError E_DAY
 */
export function daySpan(text: string): { first: number; end: number } {
  const [from = '', to, more] = text.split('..');
  const first = instantOf(from);
  const end = to === undefined && first !== undefined ? first + DAY_MS : instantOf(to ?? '');
  if (first === undefined || end === undefined || more !== undefined || end <= first) {
    throw usageError(
      'E_DAY',
      `"${text}" is neither a day nor a range of days`,
      'write 2026-10-04, or 2026-10-04..2026-11-04 (end exclusive)',
    );
  }
  return { first, end };
}

/** Whether a path means other files on other days. */
export function isDated(path: string): boolean {
  return path.includes(DATE) || isTableUrl(path);
}

/** The paths that one path stands for. @throws FlaretallyError E_DAY_NEEDED */
export function datedPaths(path: string, folders: readonly string[] | undefined): string[] {
  if (!path.includes(DATE)) return [path];
  if (folders !== undefined) return folders.map((folder) => path.replaceAll(DATE, folder));
  throw usageError(
    'E_DAY_NEEDED',
    `${path} means a folder for each day, and no day is named`,
    'add --day 2026-10-04, or --day 2026-10-04..2026-11-04 (end exclusive)',
  );
}

/**
 * @throws FlaretallyError E_DAY_UNUSED if days are given and no path has a placeholder for them,
 *   E_DAY_NEEDED for a table without days
 */
export function requireDated(paths: readonly string[], day: string | undefined): void {
  const table = paths.find(isTableUrl);
  if (table !== undefined && day === undefined) {
    throw usageError(
      'E_DAY_NEEDED',
      `${table} is asked day by day, and no day is named`,
      'add --day 2026-10-04, or --day 2026-10-04..2026-11-04 (end exclusive)',
    );
  }
  if (day === undefined || paths.some(isDated)) return;
  throw usageError(
    'E_DAY_UNUSED',
    `--day has no effect: no path has the placeholder ${DATE}`,
    `write ${DATE} for the day, for example r2://BUCKET/logs/${DATE}`,
  );
}

function instantOf(day: string): number | undefined {
  const instant = Date.parse(`${day}T00:00:00Z`);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(instant);
  return isDay && new Date(instant).toISOString().startsWith(day) ? instant : undefined;
}
