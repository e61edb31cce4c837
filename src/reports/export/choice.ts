/** What the header of a rule says of its relation. */
export interface RelationHeader {
  grain: readonly string[];
  isOnRequest: boolean;
}

/** Layers that an export has unless others are named: what bills and reports are made of. */
export const LAYERS = ['usage', 'rating', 'allocation', 'reconcile', 'report'];

/** Layers that can be exported. What `raw` and `staging` hold is in the files that were loaded. */
export const ALL_LAYERS: readonly string[] = [
  ...['ref', 'params', 'logs', 'usage', 'rating', 'allocation', 'reconcile'],
  ...['variance', 'findings', 'report'],
];

/** What is asked for, and what is known of it. */
export interface Choice {
  /** What the rules say of their relations. */
  headers: ReadonlyMap<string, RelationHeader>;
  /** Names of layers or of relations; without them the layers from usage to report. */
  only?: readonly string[] | undefined;
}

/**
 * Whether a relation is asked for. Views that cost much to read (`checked: when named`) are when
 * they are named themselves.
 */
export function isChosen(name: string, { headers, only = LAYERS }: Choice): boolean {
  const [schema = ''] = name.split('.');
  return only.includes(name) || (only.includes(schema) && headers.get(name)?.isOnRequest !== true);
}
