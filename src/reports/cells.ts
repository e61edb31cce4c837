/** Made at its first use, because that takes as long as a whole table and most texts are ASCII. */
let segmenter: Intl.Segmenter | undefined;

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

function graphemes(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter;
}

/** Width of a text on a terminal in cells: a family emoji has two, a combining accent none. */
export function width(text: string): number {
  // A fast path for nearly every text, because the segmenter is slow.
  if (ASCII.test(text)) return text.length;
  let cells = 0;
  for (const { segment } of graphemes().segment(text)) cells += cellsOf(segment);
  return cells;
}

/**
 * Width of the widest text, at least 1. It uses reduce, because a spread of very many would
 * overflow.
 */
export function widestOf(texts: readonly string[]): number {
  return texts.reduce((widest, text) => Math.max(widest, width(text)), 1);
}

function cellsOf(grapheme: string): number {
  if (ZERO.test(grapheme)) return 0;
  return WIDE.test(grapheme) || EMOJI.test(grapheme) ? 2 : 1;
}

/** Pads a text to `cells`, on the left if `isRight`. */
export function pad(text: string, cells: number, isRight: boolean): string {
  const space = ' '.repeat(Math.max(0, cells - width(text)));
  return isRight ? space + text : text + space;
}

/**
 * Breaks a text at spaces into lines of at most `cells`, or `later` after the first. A longer word
 * is broken between characters. Only these spaces are removed.
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
  for (const { segment } of graphemes().segment(word)) {
    if (piece !== '' && width(piece + segment) > cells) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}

/** Pads numbers on the right so that their decimal points are aligned. */
export function onPoints(texts: readonly string[]): string[] {
  const tails = texts.map((text) => (text.includes('.') ? text.length - text.indexOf('.') : 0));
  const longest = tails.reduce((most, tail) => Math.max(most, tail), 0);
  const filled = (text: string, tail: number) => text + ' '.repeat(longest - tail);
  return texts.map((text, i) => (/\d/.test(text) ? filled(text, tails[i] ?? 0) : text));
}
