import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { usageError } from '../errors.ts';
import { delimiterOf, foundColumns, plainName } from '../store/csv-header.ts';

/** The columns of a tenant map and what separates them. */
export interface MapShape {
  /** Normalised names, in the order of the file. */
  columns: readonly string[];
  delimiter: string;
}

/** The columns that a suggested line has, as documented. */
export const PLAIN_SHAPE: MapShape = {
  columns: ['tenant', 'kind', 'value', 'match'],
  delimiter: ',',
};

/**
 * The shape of a tenant map that exists, so that lines fit below it.
 * @throws FlaretallyError E_TENANTS_LIKE if it cannot be read, E_CSV_COLUMNS if it lacks a column
 */
export function shapeOf(path: string): MapShape {
  const head = headOf(path);
  const delimiter = delimiterOf(head);
  const [header = []] = parse(head, { delimiter, to: 1, bom: true, relax_quotes: true });
  if (!header.map(plainName).includes('match'))
    throw usageError(
      'E_TENANTS_LIKE',
      `${path} has no column match, which says that a line is a prefix`,
      'add the column match to the map (empty is exact), or leave --like out',
    );
  foundColumns(path, header, PLAIN_SHAPE.columns);
  return { columns: header.map(plainName), delimiter };
}

function headOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/, 1)[0] ?? '';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw usageError('E_TENANTS_LIKE', `${path} cannot be read (${code})`, 'name a tenant map');
  }
}
