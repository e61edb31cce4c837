import { visible } from '../words/visible.ts';
import { wrapped } from './cells.ts';
import { escaped } from './markdown.ts';
import type { TextFormat } from './render.ts';

/** The place where messages are printed. On a terminal of this width lines are broken at spaces. */
export interface Place {
  format: TextFormat;
  columns?: number | undefined;
}

/** Messages on a page. Data in them must neither hide nor count as markup. */
export function prose(text: string, { format, columns }: Place): string {
  const one = (line: string) => (format === 'md' ? escaped(visible(line)) : visible(line));
  const lines = text.split('\n').map(one);
  const isBroken = format !== 'md' && columns !== undefined;
  return (isBroken ? lines.flatMap((line) => wrapped(line, columns)) : lines).join('\n');
}
