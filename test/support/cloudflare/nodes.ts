import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  isListType,
  isNonNullType,
} from 'graphql';
import { eventsOf, interval } from './confidence.ts';
import { dimOf, rawValue } from './dims.ts';
import { type Group, metricOf, type Section } from './groups.ts';
import { numberType } from './schema.ts';

type Args = Readonly<Record<string, unknown>>;
type Reader = (field: string, args: Args, type: GraphQLOutputType) => unknown;

/** A thing whose fields are worked out when asked for. */
class Node {
  readonly read: Reader;
  constructor(read: Reader) {
    this.read = read;
  }
}

export const readNode: GraphQLFieldResolver<unknown, unknown, Args> = (source, args, ctx, info) => {
  if (source instanceof Node) return source.read(info.fieldName, args, info.returnType);
  const value = (source as Record<string, unknown> | undefined)?.[info.fieldName];
  return typeof value === 'function' ? value.call(source, args, ctx, info) : value;
};

/** A row of an answer: a group of stored rows, or one stored row of a raw dataset. */
export function groupNode({ rows }: Group, isRaw: boolean): Node {
  const [first] = rows;
  if (!first) throw new Error('a group without rows');
  if (isRaw) return new Node((field, _args, type) => filled(rawValue(first, field), type));
  const events = () => rows.reduce((total, row) => total + eventsOf(row), 0);
  return new Node((section, sectionArgs) => {
    if (section === 'count') return events();
    if (section === 'dimensions') {
      return new Node((field, args, type) => filled(dimOf(first, field, args), type));
    }
    if (section === 'confidence') return confidenceNode(rows, Number(sectionArgs.level));
    return new Node((field, _args, type) => {
      const value = metricOf(section as Section, field, rows);
      return numberType(type) === 'integer' && typeof value === 'number'
        ? Math.round(value)
        : value;
    });
  });
}

function confidenceNode(rows: Group['rows'], level: number): Node {
  return new Node((field) => {
    if (field === 'level') return level;
    if (field === 'count') return interval(rows, eventsOf, level);
    return new Node((metric) => interval(rows, (row) => Number(row.sum?.[metric] ?? 0), level));
  });
}

/** What a row does not say is empty, and of the right type. */
function filled(value: unknown, type: GraphQLOutputType): unknown {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) return value === '' ? [] : [value].flat();
  return numberType(type) && value === '' ? 0 : value;
}
