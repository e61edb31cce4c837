import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLScalarType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
} from 'graphql';
import { Refusal } from './answers.ts';

/** What Cloudflare published, and what is known besides. */
const FILES = ['analytics-schema.graphql', 'analytics-schema-2026.graphql'].map(
  (name) => new URL(name, import.meta.url),
);

/** One measured thing of a dataset, spelled as `settings.availableFields` spells it: `sum_requests`. */
export interface FieldSpec {
  name: string;
  section: string;
  field: string;
}

/** The schema as text, without what tests invent. */
export function schemaText(): string {
  return FILES.map((file) => readFileSync(file, 'utf8')).join('\n');
}

let built: GraphQLSchema | undefined;
let invented = '';

/** Adds datasets that Cloudflare does not have, as text that is made from the schema's own. */
export function invent(from: (schema: string) => string): void {
  invented = from(schemaText());
  built = undefined;
}

/** The analytics schema; its scalars take any text for text and any whole number for numbers. */
export function analyticsSchema(): GraphQLSchema {
  if (built) return built;
  built = buildSchema(`${schemaText()}\n${invented}`);
  for (const type of Object.values(built.getTypeMap())) {
    if (type instanceof GraphQLScalarType && /^[a-zDT]/.test(type.name)) loosen(type);
  }
  return built;
}

function loosen(type: GraphQLScalarType): void {
  const check = (value: unknown): unknown => {
    const kind = scalarClass(type.name);
    const isRight =
      kind === 'text'
        ? typeof value === 'string'
        : kind === 'number'
          ? typeof value === 'number' && (/^float/.test(type.name) || Number.isInteger(value))
          : typeof value === 'boolean';
    if (!isRight) throw new Refusal('parse', `not a ${type.name}`);
    return value;
  };
  type.serialize = (value) => value;
  type.parseValue = check;
  type.parseLiteral = (node, variables) =>
    check(node.kind === Kind.ENUM ? undefined : valueFromASTUntyped(node, variables));
}

/** Scalars of one class stand in for each other in variable declarations. */
export function scalarClass(name: string): string {
  if (/^(string|String|ID|Date|Time|DateTime)$/.test(name)) return 'text';
  if (/^(u?int\d+|Int|float\d+|Float)$/.test(name)) return 'number';
  return /^(bool|Boolean)$/.test(name) ? 'bool' : name;
}

const NUMBERS = new Map<string, 'integer' | 'float'>(
  ['int8', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'].map((name) => [name, 'integer']),
)
  .set('float32', 'float')
  .set('float64', 'float');

export function numberType(type: GraphQLOutputType): 'integer' | 'float' | undefined {
  return NUMBERS.get(getNamedType(type).name);
}

/** What a dataset is asked of: each has a type in the schema. */
export type Scope = 'account' | 'zone';

function fieldsIn(scope: Scope) {
  return (analyticsSchema().getType(scope) as GraphQLObjectType).getFields();
}

export function datasetType(dataset: string): GraphQLObjectType {
  const field = fieldsIn('account')[dataset] ?? fieldsIn('zone')[dataset];
  if (!field) throw new Error(`no dataset ${dataset} in the schema`);
  return getNamedType(field.type) as GraphQLObjectType;
}

export function datasetNames(scope: Scope = 'account'): string[] {
  return Object.values(fieldsIn(scope))
    .filter(({ args }) => args.some(({ name }) => name === 'filter'))
    .map(({ name }) => name);
}

/** Raw datasets have no `dimensions`: a row is a row. */
export function isRaw(dataset: string): boolean {
  return !('dimensions' in datasetType(dataset).getFields());
}

/** Every field of a dataset; a confidence interval counts as one. */
export function fieldsOf(type: GraphQLObjectType, prefix: readonly string[] = []): FieldSpec[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const path = [...prefix, field.name];
    const inner = getNamedType(field.type);
    if (isObjectType(inner) && inner.name !== 'Confidence') return fieldsOf(inner, path);
    return [{ name: path.join('_'), section: path[0] ?? '', field: field.name }];
  });
}
