// The layout of the invoice that Cloudflare sends: description with its days below, figures in
// three columns ending at the right, unit prices wrapped, page numbers at the foot.
import { longDay, type PaperInvoice, type PaperLine, rangeText, VENDOR } from './invoice-model.ts';
import { GLYPH_WIDTH, type Placed } from './pdf-file.ts';

const LEFT = 40;
const RIGHT = { quantity: 380, unit: 465, amount: 555 };
const WIDTH = { description: 250, unit: 70 };
const TOP = 780;
const BOTTOM = 90;
const SIZE = 9;
const SMALL = 8;
const STEP = 12;

export interface PaperOptions {
  /** Words of the unit price that fit on one row: 1 makes three rows of "$1.00 per 1,000". */
  unitWords?: number;
  /** Days directly behind the description, on its last row, without a blank. */
  isGlued?: boolean;
  /** The order in which a line is drawn. */
  order?: 'lines' | 'columns';
}

/** Pages of placed text, in the order of drawing. */
export function paperOf(invoice: PaperInvoice, options: PaperOptions = {}): Placed[][] {
  const blocks = invoice.lines.flatMap((line) => blocksOf(line, options));
  const foot = invoice.foot.map((row) => footRow(row));
  const pages: Placed[][] = [];
  let page: Placed[] = headOf(invoice);
  let y = TOP - STEP * (12 + (invoice.labels?.length ?? 0));
  page.push(...columnNames(y));
  y -= STEP * 2;
  for (const block of [...blocks, ...foot]) {
    const height = Math.max(...block.map((one) => -one.y)) + STEP * 2;
    if (y - height < BOTTOM) {
      pages.push(page);
      page = columnNames(TOP);
      y = TOP - STEP * 2;
    }
    page.push(...block.map((one) => ({ ...one, y: y + one.y })));
    y -= height;
  }
  pages.push(page);
  const drawn = options.order === 'columns' ? pages.map(byColumn) : pages;
  return drawn.map((items, i) => [...items, ...furniture(invoice, i + 1, pages.length)]);
}

function headOf(invoice: PaperInvoice): Placed[] {
  const rows = [
    'Invoice',
    `Invoice number ${invoice.number}`,
    `Date of issue ${longDay(invoice.issuedOn)}`,
    `Date due ${longDay(invoice.dueOn)}`,
    ...(invoice.labels ?? []),
  ];
  const people = [invoice.vendor ?? VENDOR, '101 Townsend Street', 'billing@vendor.example'];
  return [
    ...rows.map((text, i) => placed(text, LEFT, TOP - STEP * i)),
    ...people.map((text, i) => placed(text, LEFT, TOP - STEP * (rows.length + i))),
    placed('Bill to', 300, TOP - STEP * rows.length),
    ...(invoice.customer ?? []).map((text, i) => {
      return placed(text, 300, TOP - STEP * (rows.length + 1) - SMALL * i, SMALL);
    }),
  ];
}

function columnNames(y: number): Placed[] {
  return [
    placed('Description', LEFT, y, SMALL),
    right('Qty', RIGHT.quantity, y, SMALL),
    right('Unit price', RIGHT.unit, y, SMALL),
    right('Amount', RIGHT.amount, y, SMALL),
  ];
}

/** A line and its tier rows, each a block that no page break parts; y counts down from 0. */
function blocksOf(line: PaperLine, options: PaperOptions): Placed[][] {
  const rows = wrap(line.description, Math.floor(WIDTH.description / (SIZE * GLYPH_WIDTH)));
  const words = rows.map((text, i) => placed(text, LEFT, -STEP * i));
  const last = rows.at(-1) ?? '';
  const days = line.days === null ? [] : [daysOf(rangeText(line.days), last, rows.length, options)];
  const tiers = (line.tiers ?? []).map((tier) => [
    placed(tier.description, LEFT + 10, 0),
    ...figuresOf({ ...tier, days: null }, options),
  ]);
  return [[...words, ...days, ...figuresOf(line, options)], ...tiers];
}

function daysOf(text: string, last: string, rows: number, { isGlued }: PaperOptions): Placed {
  if (!isGlued) return placed(text, LEFT, -STEP * rows, SMALL);
  return placed(text, LEFT + last.length * SIZE * GLYPH_WIDTH, -STEP * (rows - 1));
}

function figuresOf(line: PaperLine, { unitWords = 2 }: PaperOptions): Placed[] {
  const words = [line.unitPrice, ...(line.per ? ['per', line.per] : [])].filter(
    (w) => w !== undefined,
  );
  const rows = Array.from({ length: Math.ceil(words.length / unitWords) }, (_, i) =>
    words.slice(i * unitWords, i * unitWords + unitWords).join(' '),
  );
  return [
    right(line.quantity, RIGHT.quantity, 0),
    ...rows.map((text, i) => right(text, RIGHT.unit, -STEP * i)),
    right(line.amount, RIGHT.amount, 0),
  ];
}

function footRow([label, amount]: readonly [string, string]): Placed[] {
  return [placed(label, 300, 0), right(amount, RIGHT.amount, 0)];
}

function furniture({ number, foot, dueOn }: PaperInvoice, page: number, of: number): Placed[] {
  const due = foot.at(-1)?.[1] ?? '';
  return [
    placed(`${number} · ${due} due ${longDay(dueOn)}`, LEFT, 40, SMALL),
    right(`Page ${page} of ${of}`, RIGHT.amount, 40, SMALL),
  ];
}

/** As some programs draw: a whole column after another. */
function byColumn(page: readonly Placed[]): Placed[] {
  const columnOf = ({ x }: Placed) => (x < 200 ? 0 : x < RIGHT.quantity - 5 ? 1 : x < 470 ? 2 : 3);
  return [0, 1, 2, 3].flatMap((column) => page.filter((one) => columnOf(one) === column));
}

function wrap(text: string, width: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const row = rows.at(-1);
    if (row !== undefined && `${row} ${word}`.length <= width)
      rows[rows.length - 1] = `${row} ${word}`;
    else rows.push(word);
  }
  return rows;
}

function placed(text: string, x: number, y: number, size = SIZE): Placed {
  return { text, x, y, size };
}

function right(text: string, edge: number, y: number, size = SIZE): Placed {
  return placed(text, edge - [...text].length * size * GLYPH_WIDTH, y, size);
}
