import { filled, type Path, quoted, quotedText, rowsOf } from './dialect.ts';
import type { TableFacts } from './facts.ts';
import { mappingError } from './mapping.ts';

/** Where a field is: an expression, and its type. */
export interface Found {
  text: string;
  type: string;
  /** Whether a record may be without it. */
  isNullable?: boolean;
}

/**
 * Where a field is, or undefined if the table has no such column. The mapping may name a column, or
 * a key inside of one: `column.key.key`.
 * @param mapped what the mapping says of the field
 * @throws FlaretallyError E_CLICKHOUSE_MAPPING when it names what the table lacks
 */
export function placeOf(
  field: string,
  mapped: string | undefined,
  facts: TableFacts,
): Found | undefined {
  const name = mapped ?? field;
  const type = facts.columns.get(name);
  if (type !== undefined)
    return { text: quoted(name), type: bare(type), isNullable: type.includes('Nullable(') };
  if (mapped === undefined) return undefined;
  const keys = name.split('.');
  for (let length = keys.length - 1; length > 0; length--) {
    const base = keys.slice(0, length).join('.');
    const outer = facts.columns.get(base);
    if (outer !== undefined) return inside(base, bare(outer), keys.slice(length), facts);
  }
  throw mappingError(
    `the mapping says that ${field} is ${mapped}, and ${facts.says} has no such column`,
    `its columns are ${[...facts.columns.keys()].join(', ')}`,
  );
}

/** A key inside of JSON text, or a part of a column that has parts. */
function inside(base: string, type: string, keys: readonly string[], facts: TableFacts): Found {
  if (!/^(String|FixedString)/.test(type)) {
    return { text: [base, ...keys].map(quoted).join('.'), type: 'part' };
  }
  const paths = rowsOf<Path>('paths').filter(
    ({ form }) => form === (facts.hasJson ? 'json' : 'param'),
  );
  const expression = (of: string) => paths.find((path) => path.type === of)?.expression ?? '';
  // Servers without JSON look for a key and its colon as text: no blank may be between them.
  const column = filled(expression('base'), { column: quoted(base) });
  if (facts.hasJson) {
    const text = filled(expression('text'), { column, keys: keys.map(quotedText).join(', ') });
    return { text, type: 'String' };
  }
  const outer = keys.slice(0, -1);
  const within = outer.reduce(
    (text, key) => filled(expression('within'), { column: text, key: quotedText(key) }),
    column,
  );
  const text = filled(expression('text'), { column: within, key: quotedText(keys.at(-1) ?? '') });
  return { text, type: 'String' };
}

/** A type without what does not change its values. */
function bare(type: string): string {
  return type.replace(/^LowCardinality\((.*)\)$/, '$1').replace(/^Nullable\((.*)\)$/, '$1');
}
