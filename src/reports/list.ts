import { wrapped } from './cells.ts';

/** An item and its details, a line each. */
export interface Item {
  head: string;
  details: readonly string[];
}

const INDENT = '    ';

/** Items as a list, with each detail on lines of its own. Nothing is cut at any width. */
export function renderList(items: readonly Item[], columns: number | undefined): string {
  const inside = Math.max(1, (columns ?? 0) - INDENT.length);
  const broken = (text: string, first: number) =>
    columns === undefined ? [text] : wrapped(text, Math.max(1, first), inside);
  const lines = items.flatMap(({ head, details }) => [
    ...broken(head, columns ?? 0).map((line, i) => (i === 0 ? line : INDENT + line)),
    ...details.flatMap((text) => broken(text, inside).map((line) => INDENT + line)),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}
