/** The commands of the shell, in the order in which `.help` lists them. */
export const DOT_NAMES = [
  ...(['tables', 'schema', 'explain', 'mode', 'width', 'rows', 'timer'] as const),
  ...(['once', 'save', 'read', 'help', 'quit'] as const),
];

export type DotName = (typeof DOT_NAMES)[number];
