import { wrapped } from './cells.ts';
import { escaped } from './markdown.ts';
import type { TextFormat } from './render.ts';
import { visible } from './visible.ts';

/** Where talk is printed: on a terminal of so many cells its lines are broken at blanks. */
export interface Place {
  format: TextFormat;
  columns?: number | undefined;
}

/** Lines of talk on a page: data in them must neither hide nor be taken for markup. */
export function prose(text: string, { format, columns }: Place): string {
  const one = (line: string) => (format === 'md' ? escaped(visible(line)) : visible(line));
  const lines = text.split('\n').map(one);
  const isBroken = format !== 'md' && columns !== undefined;
  return (isBroken ? lines.flatMap((line) => wrapped(line, columns)) : lines).join('\n');
}
