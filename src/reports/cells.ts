const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Characters that terminals draw two cells wide: CJK, Hangul, kana, fullwidth forms. */
const WIDE = new RegExp(
  '[\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\u33ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua000-\\ua4cf' +
    '\\ua960-\\ua97f\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6' +
    '\\u{1b000}-\\u{1b2ff}\\u{20000}-\\u{3fffd}]',
  'u',
);
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Emoji}\ufe0f?\u20e3/u;
const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

const ASCII = /^[ -~]*$/;

/** Cells a text takes on a terminal; a family emoji takes two, a combining accent none. */
export function width(text: string): number {
  // Nearly every cell, and the segmenter is slow.
  if (ASCII.test(text)) return text.length;
  let cells = 0;
  for (const { segment } of GRAPHEMES.segment(text)) cells += cellsOf(segment);
  return cells;
}

/** Width of the widest text, at least 1; by reduce, as a spread of very many would overflow. */
export function widestOf(texts: readonly string[]): number {
  return texts.reduce((widest, text) => Math.max(widest, width(text)), 1);
}

function cellsOf(grapheme: string): number {
  if (ZERO.test(grapheme)) return 0;
  return WIDE.test(grapheme) || EMOJI.test(grapheme) ? 2 : 1;
}

/** Filled with spaces to `cells`, on the left when `isRight`. */
export function pad(text: string, cells: number, isRight: boolean): string {
  const space = ' '.repeat(Math.max(0, cells - width(text)));
  return isRight ? space + text : text + space;
}

/**
 * A text in lines of at most `cells`, those after the first of at most `later`, broken at blanks; a
 * longer word is broken between characters. Nothing but those blanks is lost.
 */
export function wrapped(text: string, cells: number, later = cells): string[] {
  if (width(text) <= cells) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (width(longer) <= (lines.length === 0 ? cells : later)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = pieced(word, Math.min(cells, later));
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return [...lines, line];
}

/** A word in pieces of at most `cells`, one character at least; never splits a grapheme. */
function pieced(word: string, cells: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of GRAPHEMES.segment(word)) {
    if (piece !== '' && width(piece + segment) > cells) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}

/** Numbers filled with spaces on the right until their points stand below each other. */
export function onPoints(texts: readonly string[]): string[] {
  const tails = texts.map((text) => (text.includes('.') ? text.length - text.indexOf('.') : 0));
  const longest = tails.reduce((most, tail) => Math.max(most, tail), 0);
  const filled = (text: string, tail: number) => text + ' '.repeat(longest - tail);
  return texts.map((text, i) => (/\d/.test(text) ? filled(text, tails[i] ?? 0) : text));
}
