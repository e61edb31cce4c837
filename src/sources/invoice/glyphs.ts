/** What a glyph without a meaning becomes. */
const LOST = '\uFFFD';

/** One kind of blank and line break, ligatures taken apart, glyphs without a meaning made alike. */
export function cleanText(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Co}\p{Cn}]/gu, (char) => (/[\n\t\f]/.test(char) ? char : LOST))
    .replace(/[\t \u00A0]+/g, ' ');
}

/**
 * A description on one line, the glyphs that fonts of invoices lose put back: after a blank and
 * before a word it was a parenthesis, elsewhere a hyphen.
 */
export function cleanDescription(text: string): string {
  return text
    .trim()
    .replace(/(\S[-\uFFFD])\n\s*(?=\S)/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/(^|\s)\uFFFD(?=[\p{L}\p{N}])/gu, '$1(')
    .replaceAll(LOST, '-');
}
