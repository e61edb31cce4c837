/** The replacement of a glyph without a meaning. */
const LOST = '\uFFFD';

/**
 * Characters that no English invoice prints. A glyph that is missing in a font's map may become any
 * of them.
 */
const STRANGE = /[^\n\t\f\x20-\x7E\p{Script=Latin}\p{P}\p{Sc}\p{Sm}\p{Mn}]/u;

/**
 * Makes text uniform: one kind of space and line break, no ligatures, and the same replacement for
 * every glyph without a meaning, even if Unicode would split it into two letters.
 */
export function cleanText(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\n\t\f\x20-\x7E]/gu, (char) => (STRANGE.test(char.normalize('NFKC')) ? LOST : char))
    .normalize('NFKC')
    .replace(/[\t ]+/g, ' ')
    .replace(/ ?[\n\f][ \n\f]*/g, '\n');
}

/**
 * A description on one line, with lost glyphs restored: before a word an opening parenthesis, after
 * an open one the closing one, elsewhere a hyphen.
 */
export function cleanDescription(text: string): string {
  const row = text
    .trim()
    .replace(/(\S[-\uFFFD])\n\s*(?=\S)/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/(^|\s)\uFFFD(?=[\p{L}\p{N}])/gu, '$1(');
  const isOpen = (before: string) => before.split('(').length > before.split(')').length;
  return row.replace(/\uFFFD/g, (_, at: number) => {
    const isEnd = /^$|^\s/.test(row.slice(at + 1));
    return isEnd && isOpen(row.slice(0, at)) ? ')' : '-';
  });
}
