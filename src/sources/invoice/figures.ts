// What money and numbers look like in print, as sources of regular expressions. Whether a figure is
// a sum of money is for SQL to decide; here it only has to be found.

/** Digits in groups of three, by commas or by blanks, or in one piece. */
const GROUPED = String.raw`\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+`;

/** A minus, or what a glyph without meaning has left of it. */
const MINUS = String.raw`[-\u2212\uFFFD]`;

/** A quantity. */
export const QUANTITY = String.raw`${MINUS}?(?:${GROUPED})(?:\.\d+)?`;

/** A quantity whose digits no blank parts. */
export const TIGHT = String.raw`${MINUS}?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;

/** A sum with its minus before it, or in parentheses, of which the first may be lost. */
function signed(decimals: string): string {
  const core = String.raw`(?:US)?\$\s?${MINUS}?(?:${GROUPED})${decimals}`;
  return String.raw`(?:[(\uFFFD]${core}\)|(?:${MINUS}\s?)?${core})`;
}

/** An amount: dollars and two decimals, then no third. */
export const AMOUNT = signed(String.raw`\.\d{2}(?!\d)`);

/** A unit price: as many decimals as it takes. */
export const PRICE = signed(String.raw`(?:\.\d+)?`);

/** A printed figure as the database takes it: one kind of minus, blanks gone, parentheses kept. */
export function figure(printed: string): string {
  const plain = printed.replace(/[\u2212\uFFFD]/g, (_, at) => {
    return printed.endsWith(')') && at === 0 ? '(' : '-';
  });
  return plain.replace(/\s+/g, '').replace('US$', '$');
}
