// Regular expressions for printed money and numbers. They only find figures; SQL decides whether a
// figure is an amount.

/** Digits in groups of three, with commas, with spaces, or without separators. */
const GROUPED = String.raw`\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+`;

/** A minus, or the replacement of a lost glyph. */
const MINUS = String.raw`[-\u2212\uFFFD]`;

/** A quantity. */
export const QUANTITY = String.raw`${MINUS}?(?:${GROUPED})(?:\.\d+)?`;

/** A quantity without spaces between its digits. */
export const TIGHT = String.raw`${MINUS}?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;

/** An amount with a minus before it, or in parentheses, of which the first may be lost. */
function signed(decimals: string): string {
  const core = String.raw`(?:US)?\$\s?${MINUS}?(?:${GROUPED})${decimals}`;
  return String.raw`(?:[(\uFFFD]${core}\)|(?:${MINUS}\s?)?${core})`;
}

/** An amount: dollars with exactly two decimals. */
export const AMOUNT = signed(String.raw`\.\d{2}(?!\d)`);

/** A unit price, with any number of decimals. */
export const PRICE = signed(String.raw`(?:\.\d+)?`);

/** A printed figure for the database: one kind of minus, no spaces, parentheses kept. */
export function figure(printed: string): string {
  const plain = printed.replace(/[\u2212\uFFFD]/g, (_, at) => {
    return printed.endsWith(')') && at === 0 ? '(' : '-';
  });
  return plain.replace(/\s+/g, '').replace('US$', '$');
}
