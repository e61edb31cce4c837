import { usageError } from '../../errors.ts';
import type { Dataset } from '../../words/dataset.ts';
import type { Catalog } from '../catalogued.ts';
import { linesOf } from './lines.ts';

/**
 * The datasets of some products (`kv`, as the SKUs are named) or of these names; all where none is
 * named.
 * @throws FlaretallyError E_ONLY for a name that is neither
 */
export function chooseDatasets(catalog: Catalog, only?: readonly string[]): Dataset[] {
  if (only === undefined) return catalog.datasets;
  const products = productsOf(catalog);
  const isOf = ({ dataset, meters }: Dataset, name: string) =>
    dataset === name || meters.some(({ meter }) => products.get(meter)?.has(name));
  const strange = only.find((name) => !catalog.datasets.some((dataset) => isOf(dataset, name)));
  if (strange !== undefined) {
    const known = [...new Set([...products.values()].flatMap((names) => [...names]))].toSorted();
    throw usageError(
      'E_ONLY',
      `"${strange}" is no product or dataset that is asked for`,
      `products: ${known.join(', ')}`,
    );
  }
  return catalog.datasets.filter((dataset) => only.some((name) => isOf(dataset, name)));
}

/** The products that each meter is billed by: the first part of a SKU's name. */
function productsOf(catalog: Catalog): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { sku = '', meter = '' } of linesOf(catalog.seeds, 'ref.sku_meters')) {
    const names = found.get(meter) ?? new Set();
    found.set(meter, names.add(sku.split('.')[0] ?? ''));
  }
  return found;
}
