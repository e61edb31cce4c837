import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  type SelectionNode,
  valueFromASTUntyped,
} from 'graphql';
import type { FieldSpec } from './schema.ts';

export interface Selected extends FieldSpec {
  args: Readonly<Record<string, unknown>>;
}

interface Context {
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  variables: Readonly<Record<string, unknown>>;
}

/** Fields that a selection asks for, fragments spread, each once: what groups and what is limited. */
export function selectedFields(
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  context: Context,
): Selected[] {
  const found = new Map<string, Selected>();
  for (const node of nodes) collect(type, node.selectionSet?.selections ?? [], [], context, found);
  return [...found.values()];
}

function collect(
  type: GraphQLObjectType,
  selections: readonly SelectionNode[],
  prefix: readonly string[],
  context: Context,
  found: Map<string, Selected>,
): void {
  for (const node of selections) {
    if (!isIncluded(node, context)) continue;
    if (node.kind !== 'Field') {
      const inner = node.kind === 'InlineFragment' ? node : context.fragments[node.name.value];
      collect(type, inner?.selectionSet.selections ?? [], prefix, context, found);
      continue;
    }
    const field = type.getFields()[node.name.value];
    if (!field) continue; // __typename
    const path = [...prefix, field.name];
    const inner = getNamedType(field.type);
    if (isObjectType(inner) && inner.name !== 'Confidence') {
      collect(inner, node.selectionSet?.selections ?? [], path, context, found);
      continue;
    }
    const args = Object.fromEntries(
      (node.arguments ?? []).map((argument) => [
        argument.name.value,
        valueFromASTUntyped(argument.value, context.variables),
      ]),
    );
    const name = path.join('_');
    const key = `${name} ${JSON.stringify(args)}`;
    found.set(key, { name, section: path[0] ?? '', field: field.name, args });
  }
}

function isIncluded(node: SelectionNode, { variables }: Context): boolean {
  return (node.directives ?? []).every((directive) => {
    const condition = directive.arguments?.[0];
    const value = condition && valueFromASTUntyped(condition.value, variables);
    return directive.name.value === 'skip' ? value !== true : value !== false;
  });
}
