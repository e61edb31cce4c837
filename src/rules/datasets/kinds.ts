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

/**
 * `staging.policy_subjects`: what an allocation policy may be about. SKUs are a copy of `ref.skus`,
 * because staging may read only `raw`; flat charges, billed by the month, share one subject.
 */
export function subjectsSql(lines: readonly Line[]): string {
  const skus = lines.filter(({ unit }) => unit !== 'month').map(({ sku }) => sku ?? '');
  const products = [...new Set(skus.map((sku) => `${sku.split('.')[0]}.*`))];
  const rows = ['*', ...products, ...skus].map((subject) => `    ${literal(subject)}`);
  return `-- What an allocation policy may be about: SKUs, products, or a part of the statement.
-- grain: subject
select subject, subject not in ('flat_charges', 'block_residue', 'credits', 'tax', 'unattributed')
    as is_usage
from (select unnest([
${rows.join(',\n')},
    'flat_charges', 'block_residue', 'credits', 'tax', 'unattributed'
]) as subject)
`;
}
