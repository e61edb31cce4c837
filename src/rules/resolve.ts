import type { Database } from '../store/database.ts';
import type { Catalog } from './catalogued.ts';
import { inputsOf } from './inputs.ts';
import { refusePeeking } from './invoice-seen.ts';
import { inOrder, type ResolvedRule } from './order.ts';

/** What was resolved in this process. A run asks several times. */
const known = new WeakMap<Catalog, readonly ResolvedRule[]>();

/** The rules of a catalog with their inputs, in order. Reads no data, and runs nothing of them. */
export async function resolve(db: Database, catalog: Catalog): Promise<readonly ResolvedRule[]> {
  const found = catalog.resolved ?? known.get(catalog) ?? (await resolveFully(db, catalog));
  known.set(catalog, found);
  return found;
}

async function resolveFully(db: Database, catalog: Catalog): Promise<ResolvedRule[]> {
  const resolved: ResolvedRule[] = [];
  for (const rule of catalog.rules) resolved.push({ ...rule, inputs: await inputsOf(db, rule) });
  const ordered = inOrder(resolved);
  refusePeeking(ordered);
  return ordered;
}

/** What reads one of these relations, directly or through others; without themselves. */
export function readersOf(
  rules: readonly ResolvedRule[],
  relations: readonly string[],
): readonly string[] {
  const reached = new Set(relations);
  for (const { relation, inputs } of rules)
    if (inputs.some((input) => reached.has(input))) reached.add(relation);
  return [...reached].slice(relations.length);
}

/** The targets and all that they read, in the order of `rules`. */
export function neededFor(
  rules: readonly ResolvedRule[],
  targets: readonly string[],
): ResolvedRule[] {
  const wanted = new Set(targets);
  for (const rule of [...rules].reverse()) {
    if (wanted.has(rule.relation)) for (const input of rule.inputs) wanted.add(input);
  }
  return rules.filter((rule) => wanted.has(rule.relation) || rule.header.kind === 'declaration');
}
