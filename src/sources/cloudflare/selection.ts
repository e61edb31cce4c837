/** A field of a GraphQL document with its subfields: only the part of the language that we use. */
export interface Field {
  name: string;
  /** Arguments in parentheses, or empty. */
  args: string;
  fields: readonly Field[];
}

export interface GraphqlDocument {
  /** The text before the first brace: the operation and its variables. */
  head: string;
  fields: readonly Field[];
}

/** The text of a document, with one line for each block of leaves. */
export function printDocument({ head, fields }: GraphqlDocument): string {
  return `${head} {\n${printFields(fields, '  ')}}`;
}

function printFields(fields: readonly Field[], indent: string): string {
  return fields
    .map(({ name, args, fields: inner }) => {
      if (inner.length === 0) return `${indent}${name}${args}\n`;
      if (inner.every((field) => field.fields.length === 0 && field.args === '')) {
        return `${indent}${name}${args} { ${inner.map((field) => field.name).join(' ')} }\n`;
      }
      return `${indent}${name}${args} {\n${printFields(inner, `${indent}  `)}${indent}}\n`;
    })
    .join('');
}

/** Dotted paths of the leaves under `fields`. */
export function leavesOf(fields: readonly Field[], prefix = ''): string[] {
  return fields.flatMap(({ name, fields: inner }) =>
    inner.length === 0 ? [prefix + name] : leavesOf(inner, `${prefix}${name}.`),
  );
}

/** The fields without those whose path is refused. A block without fields is left out too. */
export function keepFields(
  fields: readonly Field[],
  isKept: (path: string) => boolean,
  prefix = '',
): Field[] {
  return fields.flatMap((field) => {
    const path = prefix + field.name;
    if (!isKept(path)) return [];
    if (field.fields.length === 0) return [field];
    const inner = keepFields(field.fields, isKept, `${path}.`);
    return inner.length === 0 ? [] : [{ ...field, fields: inner }];
  });
}
