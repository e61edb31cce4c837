import { definitionsOf, type Node, Unclear } from './request-text.ts';

/** More fragments than any request has. Fragments that use each other would never end. */
const MOST_FRAGMENTS = 1_000;

type Open = (nodes: readonly Node[]) => Node[];

/**
 * Paths that a request selects in the rows under `key`, such as `sum.requests`. Aliased fields are
 * left out, because the answer has them under another name. So are confidence intervals. Undefined
 * without a request, or if it cannot be parsed.
 */
export function askedOf(query: string, key: string): string[] | undefined {
  try {
    const { operations, fragments } = definitionsOf(query);
    const open = opener(fragments);
    let nodes = operations;
    for (const steps of [['viewer'], ['accounts', 'zones'], [key]]) {
      nodes = open(nodes).filter((node) => steps.includes(node.key));
      if (nodes.some(({ isConditional }) => isConditional)) return undefined;
      nodes = nodes.flatMap((node) => node.nodes);
    }
    const leaves = [...new Set(leavesOf(open(nodes), open))];
    return leaves.length === 0 ? undefined : leaves;
  } catch (error) {
    if (error instanceof Unclear || error instanceof RangeError) return undefined;
    throw error;
  }
}

function leavesOf(nodes: readonly Node[], open: Open, prefix = ''): string[] {
  return nodes.flatMap(({ key, name, nodes: inner, isConditional }) => {
    if (isConditional) throw new Unclear();
    if (key !== name || (prefix === '' && name === 'confidence')) return [];
    if (inner.length === 0) return [prefix + name];
    return leavesOf(open(inner), open, `${prefix}${name}.`);
  });
}

/** Replaces fragments by their fields. */
function opener(fragments: ReadonlyMap<string, readonly Node[]>): Open {
  let opened = 0;
  const open: Open = (nodes) =>
    nodes.flatMap((node) => {
      if (node.name !== '...') return [node];
      if (node.isConditional || ++opened > MOST_FRAGMENTS) throw new Unclear();
      if (node.fragment === undefined) return open(node.nodes);
      const own = fragments.get(node.fragment);
      if (!own) throw new Unclear();
      return open(own);
    });
  return open;
}
