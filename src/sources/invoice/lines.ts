import { isoRange, OTHER_DAY, RANGE } from './dates.ts';
import { AMOUNT, figure, PRICE, QUANTITY, TIGHT } from './figures.ts';
import { cleanDescription } from './glyphs.ts';
import { invoiceError } from './invoice-error.ts';
import type { PrintedLine } from './printed.ts';

const figures = (quantity: string) =>
  String.raw`\s*(${quantity})\s*(?:(${PRICE})(?:\s*per\s*(${TIGHT}))?\s*)?(${AMOUNT})`;

const MONEY = new RegExp(AMOUNT);
/** The text after a description: its dates, then quantity, unit price and amount. */
const DATED = new RegExp(RANGE + figures(QUANTITY));
/** A line without dates, such as a credit. */
const UNDATED = new RegExp(String.raw`(?<=\s|^)${figures(TIGHT)}`);
/** A row that divides the line above it. */
const TIER = new RegExp(
  String.raw`^\s*((?:First|Next|Above|Over|After|Remaining)\s+${TIGHT}\+?)${figures(TIGHT)}`,
);

interface Found {
  line: PrintedLine;
  rest: string;
}

/**
 * Reads the lines in the text between the column names and the subtotal, however it is broken into
 * rows. All of the text must be lines.
 * @throws FlaretallyError E_INVOICE_TEXT if something is not a line
 */
export function readLines(path: string, body: string, issuedOn: string | undefined): PrintedLine[] {
  const lines: PrintedLine[] = [];
  let rest = body;
  let parent = 0;
  while (rest.trim() !== '') {
    const tier = parent > 0 ? tierOf(rest, lines[parent - 1]) : undefined;
    const found = tier ?? lineOf(rest, issuedOn);
    if (found === undefined || !isDescription(found.line)) {
      throw unreadable(path, lines.at(-1), rest);
    }
    lines.push({ ...found.line, tier_of: tier ? parent : null });
    if (!tier) parent = lines.length;
    rest = found.rest;
  }
  if (lines.length > 0) return lines;
  throw invoiceError('E_INVOICE_TEXT', `${path} has no invoice lines`);
}

function lineOf(text: string, issuedOn: string | undefined): Found | undefined {
  const dated = DATED.exec(text);
  const money = text.search(MONEY);
  const match = dated && dated.index < money ? dated : UNDATED.exec(text);
  if (!match) return undefined;
  const range = match === dated ? isoRange(match.slice(1, 7), issuedOn) : undefined;
  if (match === dated && !range) return undefined;
  const [period_start = null, period_end = null] = range ?? [];
  const description = cleanDescription(text.slice(0, match.index));
  return found(text, match, { description, period_start, period_end });
}

function tierOf(text: string, parent: PrintedLine | undefined): Found | undefined {
  const match = TIER.exec(text);
  if (!match || !parent) return undefined;
  const { period_start, period_end } = parent;
  const description = cleanDescription(match[1] ?? '');
  return found(text, match, { description, period_start, period_end });
}

type Named = Pick<PrintedLine, 'description' | 'period_start' | 'period_end'>;

/** The last four groups of every pattern are the figures. */
function found(text: string, match: RegExpExecArray, named: Named): Found {
  const [quantity, unit_price, per, amount] = match
    .slice(-4)
    .map((printed) => (printed === undefined ? null : figure(printed))) as (string | null)[];
  const line = { ...named, quantity, unit_price, per, amount } as PrintedLine;
  return { line, rest: text.slice(match.index + match[0].length) };
}

/** Text that is not part of a name: an address, money, dates, the rest of a unit price. */
const ASTRAY = new RegExp(String.raw`[@$]|${RANGE}|\bper\s+\d|^[\d,.]+\s|^\)`);

/** Days that nobody read: without them a line would be of no period. */
const UNREAD = new RegExp(OTHER_DAY);

/** Requires that a line has a name, without text of another column and days that were not read. */
function isDescription({ description, period_start }: PrintedLine): boolean {
  if (period_start === null && UNREAD.test(description)) return false;
  return /\p{L}/u.test(description) && description.length <= 300 && !ASTRAY.test(description);
}

function unreadable(path: string, last: PrintedLine | undefined, rest: string) {
  const where = last ? `after the line "${last.description}"` : 'at its first line';
  const start = rest.trim().replace(/\s+/g, ' ').slice(0, 60);
  const why = `"${start}" has no readable description, days, quantity and amount`;
  return invoiceError('E_INVOICE_TEXT', `${path} cannot be read ${where}`, why);
}
