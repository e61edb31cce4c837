import type { DatasetReport, FetchReport, ListReport } from '../sources/cloudflare/report.ts';

/** What came of a pull. It is whole if nothing that is needed is missing. */
export interface PullOutcome {
  /** Datasets that Cloudflare does not give to this account. */
  unavailable: DatasetReport[];
  /** Datasets of products that are not used. */
  idle: DatasetReport[];
  /** All other datasets. */
  told: DatasetReport[];
  /** Lists that were refused, needed or not. */
  refused: ListReport[];
  isWhole: boolean;
}

export function outcomeOf({ datasets, lists }: FetchReport): PullOutcome {
  const unavailable = datasets.filter(isUnavailable);
  const idle = datasets.filter(isIdle);
  const told = datasets.filter((own) => !unavailable.includes(own) && !idle.includes(own));
  const refused = lists.filter(({ outcome }) => outcome === 'refused');
  const isWhole =
    !told.some((own) => missed(own).length > 0) && !refused.some(({ isNeeded }) => isNeeded);
  return { unavailable, idle, told, refused, isWhole };
}

/** Days that were refused, or have more rows than can be asked for. */
export function missed({ slices }: DatasetReport) {
  return slices.filter(({ outcome }) => outcome === 'refused' || outcome === 'truncated');
}

/**
 * Whether it is of a product that not every account has, and Cloudflare gives this account nothing.
 */
function isUnavailable({ isEverywhere, slices }: DatasetReport): boolean {
  return !isEverywhere && slices.length > 0 && slices.every((slice) => slice.isUnavailable);
}

/**
 * Whether it is of a product that not every account has, and has no row on any day that is still
 * kept.
 */
function isIdle({ isEverywhere, slices }: DatasetReport): boolean {
  const isEmpty = slices.every(
    ({ outcome, rows }) => rows === 0 && (outcome === 'fetched' || outcome === 'refused'),
  );
  return !isEverywhere && isEmpty && slices.some(({ outcome }) => outcome === 'fetched');
}
