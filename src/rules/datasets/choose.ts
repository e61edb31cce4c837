import { usageError } from '../../errors.ts';
import type { Dataset, Dimension } from '../../words/dataset.ts';
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

/**
 * The datasets as they are asked for: of dimensions that make many rows those of the kinds `by`
 * alone. Also the names of datasets that have one of these.
 * @throws FlaretallyError E_BY for a kind that no dimension on request has
 */
export function dividedBy(
  datasets: readonly Dataset[],
  by: readonly string[] = [],
): { datasets: Dataset[]; divided: string[] } {
  const known = datasets.flatMap(({ dimensions }) => dimensions.filter((own) => own.isOnRequest));
  const strange = by.find((kind) => !known.some((own) => own.kind === kind));
  if (strange !== undefined) {
    const kinds = [...new Set(known.map(({ kind }) => kind))].toSorted().join(', ') || 'none';
    const what = `"${strange}" is no kind that usage is asked by on request`;
    throw usageError('E_BY', what, `kinds of the chosen datasets: ${kinds}`);
  }
  const isBy = ({ isOnRequest, kind }: Dimension) => isOnRequest && by.includes(kind ?? '');
  return {
    datasets: datasets.map((dataset) => {
      const { dimensions } = dataset;
      return { ...dataset, dimensions: dimensions.filter((own) => !own.isOnRequest || isBy(own)) };
    }),
    divided: datasets.filter((own) => own.dimensions.some(isBy)).map(({ dataset }) => dataset),
  };
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
