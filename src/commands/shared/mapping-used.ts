import { usageError } from '../../errors.ts';
import { isTableUrl } from '../../sources/inputs/clickhouse/url.ts';
import type { Origins } from './guard.ts';

/**
 * A mapping of the settings may wait for a table; one that a person types is meant for one.
 * @throws FlaretallyError E_MAPPING_UNUSED
 */
export function requireMapped(paths: readonly string[], origins: Origins): void {
  if (origins.get('mapping') !== 'flag' || paths.some(isTableUrl)) return;
  throw usageError(
    'E_MAPPING_UNUSED',
    '--mapping has no effect: no path names a table',
    'name one as clickhouse://HOST/DATABASE.TABLE, or leave --mapping out',
  );
}
