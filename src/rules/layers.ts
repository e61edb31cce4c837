/**
 * The layers of `queries/`, each a folder and a DuckDB schema of one name, and what each may read.
 * This is the one list of these permissions; `test/tidy` holds every rule to it.
 */
export const LAYERS = {
  raw: [],
  ref: [],
  staging: ['raw', 'staging'],
  // Periods take their bounds from staging.invoice_periods: the invoice's dates, never its amounts.
  params: ['staging', 'ref', 'params'],
  logs: ['staging', 'ref', 'params', 'logs'],
  usage: ['staging', 'logs', 'ref', 'params', 'usage'],
  rating: ['usage', 'ref', 'params', 'rating'],
  allocation: ['usage', 'rating', 'ref', 'params', 'allocation'],
  foresight: ['usage', 'logs', 'rating', 'ref', 'params', 'foresight'],
  reconcile: ['staging', 'logs', 'usage', 'rating', 'allocation', 'ref', 'params', 'reconcile'],
  variance: [
    ...['staging', 'logs', 'usage', 'rating', 'allocation', 'reconcile'],
    ...['ref', 'params', 'variance'],
  ],
  findings: [
    ...['staging', 'logs', 'usage', 'rating', 'allocation', 'reconcile', 'variance'],
    ...['ref', 'params', 'findings'],
  ],
  report: [
    ...['staging', 'logs', 'usage', 'rating', 'allocation', 'reconcile', 'variance'],
    ...['findings', 'foresight', 'ref', 'params', 'report'],
  ],
  checks: [
    'raw',
    'staging',
    'logs',
    'usage',
    'rating',
    'allocation',
    'reconcile',
    'variance',
    'findings',
    'foresight',
    'report',
    'ref',
    'params',
  ],
} as const satisfies Record<string, readonly string[]>;

export type Layer = keyof typeof LAYERS;

export const LAYER_NAMES = Object.keys(LAYERS) as Layer[];

export function isLayer(name: string): name is Layer {
  return Object.hasOwn(LAYERS, name);
}

/** Staging relations that hold the invoice: only `reconcile` and later layers may read them. */
export const INVOICE_RELATIONS = [
  'staging.invoices',
  'staging.invoice_lines',
  'staging.invoice_adjustments',
] as const;

const SEES_INVOICE: readonly Layer[] = [
  ...(['staging', 'reconcile', 'variance', 'findings', 'report', 'checks'] as const),
];

/** Whether a layer may read the relations that hold the invoice. */
export function seesInvoice(layer: Layer): boolean {
  return SEES_INVOICE.includes(layer);
}

/** Why `layer` may not read `input` (`schema.name`), or undefined if it may. */
export function whyForbidden(layer: Layer, input: string): string | undefined {
  const from = input.split('.')[0] ?? '';
  if (!(LAYERS[layer] as readonly string[]).includes(from)) {
    return `the layer ${layer} may not read ${from}`;
  }
  const isInvoice = (INVOICE_RELATIONS as readonly string[]).includes(input);
  if (isInvoice && !seesInvoice(layer)) {
    return `${layer} comes before reconcile and may not see the invoice`;
  }
  return undefined;
}
