/** A field or a fragment of a request. */
export interface Node {
  /** Name in the answer (the alias, if any). */
  key: string;
  /** Name in the schema; `...` for a fragment. */
  name: string;
  nodes: readonly Node[];
  /** Whether a directive may leave it out. */
  isConditional: boolean;
  /** Name of the fragment. */
  fragment?: string;
}

/** A request that cannot be parsed, or whose fields are ambiguous. */
export class Unclear extends Error {}

const TOKENS = /"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#.*|\.\.\.|[A-Za-z_]\w*|[^\s,]/g;

/**
 * The selections of a request's operations, and its fragments.
 * @throws Unclear, or RangeError for endless nesting
 */
export function definitionsOf(query: string) {
  const tokens = [...query.matchAll(TOKENS)].map(([token]) => token).filter((t) => t[0] !== '#');
  const operations: Node[] = [];
  const fragments = new Map<string, readonly Node[]>();
  let at = 0;
  while (at < tokens.length) {
    const head = [tokens[at], tokens[at + 1]];
    at = bodyFrom(tokens, at);
    const body = blockAt(tokens, at);
    at = body.end;
    if (head[0] === 'fragment') fragments.set(head[1] ?? '', body.nodes);
    else operations.push(...body.nodes);
  }
  return { operations, fragments };
}

/** Start of the block of a definition, after its variables. */
function bodyFrom(tokens: readonly string[], from: number): number {
  let at = from;
  while (at < tokens.length && tokens[at] !== '{') {
    at = tokens[at] === '(' ? behind(tokens, at) : at + 1;
  }
  return at;
}

/** The fields of the block whose brace is at `from`, and where the text continues after it. */
function blockAt(tokens: readonly string[], from: number): { nodes: Node[]; end: number } {
  if (tokens[from] !== '{') throw new Unclear();
  const nodes: Node[] = [];
  let at = from + 1;
  while (tokens[at] !== '}') {
    const { node, end } = nodeAt(tokens, at);
    nodes.push(node);
    at = end;
  }
  return { nodes, end: at + 1 };
}

function nodeAt(tokens: readonly string[], from: number): { node: Node; end: number } {
  const name = tokens[from] ?? '';
  if (!/^(\w+|\.\.\.)$/.test(name)) throw new Unclear();
  let at = from + 1;
  let node: Node = { key: name, name, nodes: [], isConditional: false };
  if (name === '...') {
    const isNamed = /^\w+$/.test(tokens[at] ?? '') && tokens[at] !== 'on';
    if (isNamed) node = { ...node, fragment: tokens[at++] ?? '' };
    else if (tokens[at] === 'on') at += 2;
  } else if (tokens[at] === ':') {
    node = { ...node, name: tokens[at + 1] ?? '' };
    at += 2;
  }
  if (tokens[at] === '(') at = behind(tokens, at);
  while (tokens[at] === '@') {
    node = { ...node, isConditional: true };
    at = tokens[at + 2] === '(' ? behind(tokens, at + 2) : at + 2;
  }
  if (tokens[at] !== '{') return { node, end: at };
  const { nodes, end } = blockAt(tokens, at);
  return { node: { ...node, nodes }, end };
}

/** The position after the parenthesis that closes the one at `from`. */
function behind(tokens: readonly string[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (tokens[at] === '(') depth++;
    if (tokens[at] === ')' && --depth === 0) return at + 1;
  }
  throw new Unclear();
}
