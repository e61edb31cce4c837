/** What `reconcile --format json` prints, as far as lost days show in it. */
export interface LostBill {
  code: number;
  coverage: {
    datasets: { dataset: string; days_suspect: string[]; days_missing: string[] }[];
  };
  lines: { sku: string; predicted_usd: string | null; evidence: string; status: string }[];
  findings: { kind: string; usd: string; says: string; next_command: string }[];
}

export const suspectsOf = ({ coverage }: LostBill) =>
  Object.fromEntries(coverage.datasets.map(({ dataset, days_suspect }) => [dataset, days_suspect]));
