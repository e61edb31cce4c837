import { escaped } from './markdown.ts';
import type { TextFormat } from './render.ts';
import { visible } from './visible.ts';

/** Lines of talk on a page: data in them must neither hide nor be taken for markup. */
export function prose(text: string, format: TextFormat): string {
  const one = (line: string) => (format === 'md' ? escaped(visible(line)) : visible(line));
  return text.split('\n').map(one).join('\n');
}
