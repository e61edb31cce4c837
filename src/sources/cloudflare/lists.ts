import type { Dataset } from '../../words/dataset.ts';
import { BILLING_LISTS } from './billing-lists.ts';
import type { RestList } from './list.ts';
import { NAME_LISTS } from './name-lists.ts';

/**
 * The lists that name resources, and those with Cloudflare's own billing data. See
 * https://developers.cloudflare.com/api/ and https://developers.cloudflare.com/billing/
 */
export const REST_LISTS: readonly RestList[] = [...NAME_LISTS, ...BILLING_LISTS];

type Counted = Pick<Dataset, 'dimensions' | 'meters'>;

/** Whether a list is requested together with these datasets. Billing lists always are. */
export function isAsked({ names, product }: RestList, datasets: readonly Counted[]): boolean {
  if (names === undefined && product === undefined) return true;
  return datasets.some(
    ({ dimensions, meters }) =>
      dimensions.some(({ kind }) => kind !== undefined && kind === names) ||
      meters.some(({ meter }) => meter.split('.')[0] === product),
  );
}

/** The key of a list: its name, and the script for a list of one script, as it is in a path. */
export function keyOf({ name, script }: RestList): string {
  return script === undefined ? name : `${name}-${encodeURIComponent(script)}`;
}

/** The path of a list without its parameters. */
export function placeOf({ path, outside }: RestList, account: string): string {
  return outside ? path : `/accounts/${account}${path}`;
}

/**
 * Whether data is missing without a list. Names of resources that none of these datasets counts are
 * not missed, nor is a list that not every account has.
 */
export function isNeeded(
  { names, isOptional }: RestList,
  datasets: readonly Pick<Dataset, 'dimensions'>[],
): boolean {
  if (isOptional) return false;
  const kinds = datasets.flatMap(({ dimensions }) => dimensions.map(({ kind }) => kind));
  return names === undefined || kinds.includes(names);
}
