import type { Catalog } from '../catalog.ts';
import { readDatasets } from './read.ts';

/** Adds to a catalog what its CSV files say of datasets. */
export function addDatasetRules(catalog: Catalog): void {
  catalog.datasets = readDatasets(catalog.seeds);
}
