import { literal } from '../../store/quote.ts';
import type { Line } from './lines.ts';

/** `staging.tenant_kinds`: a copy of `ref.tenant_kinds`, because staging may read only `raw`. */
export function kindsSql(lines: readonly Line[]): string {
  const rows = lines.map(
    ({ kind, place, is_object }) =>
      `    {'kind': ${literal(kind ?? '')}, 'place': ${Number(place) || 0}, ` +
      `'is_object': ${is_object === 'true'}}`,
  );
  return `-- What a line of the tenant map may be about, as ref.tenant_kinds says.
-- grain: kind
select unnest([
${rows.join(',\n')}
], recursive := true)
`;
}
