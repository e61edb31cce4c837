/** What a glyph without a meaning becomes. */
const LOST = '\uFFFD';

/** What no invoice in English prints: a glyph missing from a font's map comes out as anything. */
const STRANGE = /[^\n\t\f\x20-\x7E\p{Script=Latin}\p{P}\p{Sc}\p{Sm}\p{Mn}]/u;

/**
 * One kind of blank and line break, no ligatures, glyphs without a meaning made alike: each is one
 * lost glyph, though some would fall into two letters.
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
 * A description on one line, the glyphs that fonts of invoices lose put back: before a word it was
 * an opening parenthesis, after one that is open the closing one, elsewhere a hyphen.
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
