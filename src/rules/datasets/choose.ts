import { usageError } from '../../errors.ts';
import type { Dataset, Dimension } from '../../words/dataset.ts';
import type { Catalog } from '../catalogued.ts';
import { linesOf } from './lines.ts';

/**
 * The datasets of some products (`kv`, as the SKUs are named), of groups of products (`basin`) or
 * of these names; all where none is named.
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
 * The datasets as `pull --by` asks for them. Dimensions that make many rows are included only if
 * their kind is in `by`, a label with its name (`container_label=tenant`). Also returns the names
 * of datasets that have one of these.
 * @throws FlaretallyError E_BY for a kind that no dimension on request has, without its argument,
 * or stated twice
 */
export function dividedBy(
  datasets: readonly Dataset[],
  by: readonly string[] = [],
): { datasets: Dataset[]; divided: string[] } {
  const known = datasets.flatMap(({ dimensions }) => dimensions.filter((own) => own.isOnRequest));
  const values = valuesOf(by, known);
  const isBy = ({ isOnRequest, kind }: Dimension) => isOnRequest && values.has(kind ?? '');
  const asked = (own: Dimension): Dimension[] => {
    const { argument, kind = '' } = own;
    if (!own.isOnRequest) return [own];
    if (!values.has(kind)) return [];
    return [{ ...own, argument: argument && { ...argument, value: values.get(kind) ?? '' } }];
  };
  return {
    datasets: datasets.map((dataset) => {
      return { ...dataset, dimensions: dataset.dimensions.flatMap(asked) };
    }),
    divided: datasets.filter((own) => own.dimensions.some(isBy)).map(({ dataset }) => dataset),
  };
}

/** The kinds of `by`, each with the value of its argument: what stands behind `=`. */
function valuesOf(by: readonly string[], known: readonly Dimension[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const text of by) {
    const [kind = '', ...rest] = text.split('=');
    const value = rest.join('=');
    const own = known.find((one) => one.kind === kind);
    if (own === undefined || (own.argument === undefined && rest.length > 0)) {
      const forms = known.map((one) => (one.argument ? `${one.kind}=NAME` : one.kind));
      throw refusedBy(
        `"${text}" is no kind that usage is asked by on request`,
        `kinds of the chosen datasets: ${[...new Set(forms)].toSorted().join(', ') || 'none'}`,
      );
    }
    if (own.argument && value === '')
      throw refusedBy(`${kind} is asked by one name`, `write ${kind}=NAME`);
    if (values.has(kind)) throw refusedBy(`${kind} is stated twice`, 'ask for one at a time');
    values.set(kind, value);
  }
  return values;
}

function refusedBy(what: string, fix: string) {
  return usageError('E_BY', what, fix);
}

/** The products that each meter is billed by: the first part of a SKU's name, and their groups. */
function productsOf(catalog: Catalog): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const groups = linesOf(catalog.seeds, 'ref.product_groups');
  for (const { sku = '', meter = '' } of linesOf(catalog.seeds, 'ref.sku_meters')) {
    const names = found.get(meter) ?? new Set();
    const product = sku.split('.')[0] ?? '';
    const own = groups.filter((group) => group.product === product);
    for (const name of [product, ...own.map(({ product_group = '' }) => product_group)])
      names.add(name);
    found.set(meter, names);
  }
  return found;
}
