import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  getNamedType,
  isListType,
  isNonNullType,
  Kind,
  specifiedRules,
  type TypeNode,
  type ValidationContext,
  type ValidationRule,
  VariablesInAllowedPositionRule,
  visit,
} from 'graphql';
import { scalarClass } from './schema.ts';

const ALIASES: Readonly<Record<string, string>> = {
  String: 'string',
  ID: 'string',
  DateTime: 'Time',
  Int: 'int64',
  Float: 'float64',
  Boolean: 'bool',
};

/** Live callers declare variables as `String!`, `DateTime!`, `Int`: taken as the API's own scalars. */
export function ownScalars(document: DocumentNode): DocumentNode {
  return visit(document, {
    VariableDefinition: (definition) =>
      visit(definition, {
        NamedType: (type) => {
          const value = ALIASES[type.name.value];
          return value ? { ...type, name: { kind: Kind.NAME, value } } : undefined;
        },
      }),
  });
}

/** A variable fits where its class of scalar and its list depth do; `!` is not asked for. */
function LaxPositionRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition: {
      leave(operation) {
        const declared = new Map(
          (operation.variableDefinitions ?? []).map(({ variable, type }) => [
            variable.name.value,
            shapeOf(type),
          ]),
        );
        for (const { node, type } of context.getRecursiveVariableUsages(operation)) {
          const shape = declared.get(node.name.value);
          if (!shape || !type) continue;
          let [depth, inner] = [0, isNonNullType(type) ? type.ofType : type];
          while (isListType(inner)) {
            depth += 1;
            inner = isNonNullType(inner.ofType) ? inner.ofType.ofType : inner.ofType;
          }
          const wanted = scalarClass(getNamedType(type).name);
          // A single value stands for a list of one.
          if (wanted === scalarClass(shape.name) && shape.depth <= depth) continue;
          const message = `Variable "$${node.name.value}" does not fit ${type}`;
          context.reportError(new GraphQLError(message, { nodes: [node] }));
        }
      },
    },
  };
}

function shapeOf(type: TypeNode): { name: string; depth: number } {
  if (type.kind === Kind.NAMED_TYPE) return { name: type.name.value, depth: 0 };
  const inner = shapeOf(type.type);
  return type.kind === Kind.LIST_TYPE ? { ...inner, depth: inner.depth + 1 } : inner;
}

export const LAX_RULES: readonly ValidationRule[] = [
  ...specifiedRules.filter((rule) => rule !== VariablesInAllowedPositionRule),
  LaxPositionRule,
];
