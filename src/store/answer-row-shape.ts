/** Names in a row and in its objects; null for a value. */
export interface RowShape {
  readonly [name: string]: RowShape | null;
}

/** Keys in one row of this shape. */
export function keysOf(shape: RowShape): number {
  return Object.values(shape).reduce((sum, inner) => sum + 1 + (inner ? keysOf(inner) : 0), 0);
}

/** Paths of the values in a row, each as its names. */
export function leavesOf(shape: RowShape): string[][] {
  return Object.entries(shape).flatMap(([name, inner]) =>
    inner ? leavesOf(inner).map((path) => [name, ...path]) : [[name]],
  );
}

/** What is at a path: an object, a value (null), or nothing (undefined). */
export function at(shape: RowShape, path: string): RowShape | null | undefined {
  return path
    .split('.')
    .reduce<RowShape | null | undefined>(
      (inner, name) => (inner && Object.hasOwn(inner, name) ? inner[name] : undefined),
      shape,
    );
}

/** The DuckDB type of such a row, with every value as text. */
export function typeOf(shape: RowShape): string {
  const fields = Object.entries(shape).map(
    ([name, inner]) => `"${name}" ${inner ? typeOf(inner) : 'VARCHAR'}`,
  );
  return `STRUCT(${fields.join(', ')})`;
}
