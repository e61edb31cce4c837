import { EXIT, FlaretallyError } from '../errors.ts';

/** The separator of a CSV's fields, by its header: a comma, a semicolon or a tab. */
export function delimiterOf(head: string): string {
  const header = head.split(/\r?\n/, 1)[0] ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((most, other) => (count(other) > count(most) ? other : most));
}

/**
 * Columns by their normalised names, with the names in the file.
 * @throws FlaretallyError E_CSV_COLUMNS if one is missing or there twice
 */
export function foundColumns(
  path: string,
  header: readonly string[],
  required: readonly string[],
): Map<string, string> {
  const found = new Map(header.map((name) => [plainName(name), name]));
  const [twice] = [...found.keys()].filter((name) => isRepeated(name, found));
  if (twice !== undefined) throw namedTwice(path, twice, header);
  const missing = required.filter((column) => !found.has(column));
  if (missing.length > 0) throw lacks(path, missing, header);
  return found;
}

/** A column's normalised name: `Valid From ` becomes `valid_from`. */
export function plainName(name: string): string {
  return name.trim().toLowerCase().replaceAll(' ', '_');
}

/** Whether DuckDB made this name from a repeated one: `tenant_1` from `tenant`. */
function isRepeated(name: string, found: ReadonlyMap<string, string>): boolean {
  const [, first] = /^(.+)_1$/.exec(name) ?? [];
  return first !== undefined && found.has(first);
}

function namedTwice(path: string, twice: string, found: readonly string[]) {
  return new FlaretallyError({
    code: 'E_CSV_COLUMNS',
    what: `${path} names the column ${twice.replace(/_1$/, '')} twice`,
    why: `it has ${found.join(', ')}`,
    fix: 'keep one of them: it is not known which is meant',
    exit: EXIT.usage,
  });
}

function lacks(path: string, missing: readonly string[], found: readonly string[]) {
  return new FlaretallyError({
    code: 'E_CSV_COLUMNS',
    what: `${path} lacks the column(s) ${missing.join(', ')}`,
    why: `it has ${found.join(', ')}`,
    fix: 'name the columns as documented, in any order',
    exit: EXIT.usage,
  });
}
