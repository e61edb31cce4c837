import { wrapped } from './cells.ts';

/** A fact and what is said of it, a line each. */
export interface Item {
  head: string;
  details: readonly string[];
}

const INDENT = '    ';

/** Items one below the other, each detail on lines of its own: nothing is cut at any width. */
export function renderList(items: readonly Item[], columns: number | undefined): string {
  const broken = (text: string, cells: number) =>
    columns === undefined ? [text] : wrapped(text, Math.max(1, cells));
  const width = columns ?? 0;
  const lines = items.flatMap(({ head, details }) => [
    ...hanging(broken(head, width)),
    ...details.flatMap((text) => broken(text, width - INDENT.length).map((line) => INDENT + line)),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}

/** The first line is where it should be, those after it are set in. */
function hanging([first = '', ...rest]: readonly string[]): string[] {
  return [first, ...rest.map((line) => INDENT + line)];
}
