// The same invoice as people paste or pipe it: by the order of drawing, with what copying does to
// it, or in columns kept apart by blanks.
import {
  longDay,
  type PaperInvoice,
  type PaperLine,
  rangeText,
  unitText,
  VENDOR,
} from './invoice-model.ts';

export interface TextOptions {
  /** What stands between description and days: nothing, where they are glued. */
  beforeDays?: string;
  /** What stands between the days and the quantity. */
  afterDays?: string;
  /** What stands between unit price and amount. */
  afterUnit?: string;
  /** What stands between an amount and the next description. */
  afterAmount?: string;
  /** What stands between the words of a unit price. */
  insideUnit?: string;
  /** What stands for the en dash between two days. */
  dash?: string;
  /** Whether the glyphs are lost that the font has another form of beside capitals and digits. */
  isLossy?: boolean;
  /** Lines after which a page ends. */
  linesPerPage?: number;
  /** Whether pages are counted at their start, and glued to what follows, or at their end. */
  isCountedFirst?: boolean;
}

const NAMES = 'Description Qty Unit price Amount';

/** Text in the order of drawing. */
export function pastedText(invoice: PaperInvoice, options: TextOptions = {}): string {
  const { afterAmount = '\n', linesPerPage = 1000, isCountedFirst = false } = options;
  const count = Math.max(1, Math.ceil(invoice.lines.length / linesPerPage));
  const foot = invoice.foot.map(([label, amount]) => `${label} ${amount}`).join('\n');
  const pages = Array.from({ length: count }, (_, i) => {
    const lines = invoice.lines.slice(i * linesPerPage, (i + 1) * linesPerPage);
    const body = lines.map((line) => lineText(line, options)).join(afterAmount);
    const head = i === 0 ? `${headText(invoice)}\n${NAMES}\n` : '';
    const end = i + 1 === count ? `${afterAmount}${foot} USD` : '';
    const page = `Page ${i + 1} of ${count}`;
    if (isCountedFirst) return `${page}${head}${body}${end}`;
    return `${head || `${NAMES}\n`}${body}${end}\n${numberFoot(invoice)} ${page}`;
  });
  return lossy(`${pages.join('\n\n\f')}\n${CLOSING}\n`, options);
}

const CLOSING = 'For billing concerns write to billing@vendor.example, or pay $1.00 at the desk.';

function headText({ number, issuedOn, dueOn, labels = [], vendor, customer = [] }: PaperInvoice) {
  return [
    'Invoice',
    `Invoice number ${number}`,
    `Date of issue ${longDay(issuedOn)}`,
    `Date due ${longDay(dueOn)}`,
    ...labels,
    vendor ?? VENDOR,
    '101 Townsend Street',
    'Bill to',
    ...customer,
  ].join('\n');
}

function lineText(line: PaperLine, options: TextOptions): string {
  const { beforeDays = '\n', afterDays = ' ', insideUnit = ' ', afterUnit = ' ' } = options;
  const days = line.days ? `${beforeDays}${rangeText(line.days, options.dash)}${afterDays}` : ' ';
  const unit = unitText(line).replaceAll(' ', insideUnit);
  const price = unit === '' ? '' : `${unit}${line.per ? afterUnit : ' '}`;
  const rows = [`${line.description}${days}${line.quantity} ${price}${line.amount}`];
  for (const { description, quantity, unitPrice, amount } of line.tiers ?? []) {
    rows.push(`${description} ${quantity} ${unitPrice} ${amount}`);
  }
  return rows.join('\n');
}

function numberFoot({ number, foot, dueOn }: PaperInvoice): string {
  return `${number} · ${foot.at(-1)?.[1]} due ${longDay(dueOn)}`;
}

function lossy(text: string, { isLossy }: TextOptions): string {
  return isLossy ? text.replace(/\((?=[A-Z0-9])|(?<=[A-Z])\)|-(?=[A-Z0-9])|–/g, '\uFFFD') : text;
}

/** Text in columns, as `pdftotext -layout` writes it. */
export function layoutedText(invoice: PaperInvoice): string {
  const row = (cells: readonly string[]) =>
    [
      (cells[0] ?? '').padEnd(96),
      (cells[1] ?? '').padStart(20),
      (cells[2] ?? '').padStart(24),
      (cells[3] ?? '').padStart(20),
    ]
      .join('')
      .trimEnd();
  const lines = invoice.lines.flatMap((line) => [
    row([line.description, line.quantity, line.unitPrice ?? '', line.amount]),
    row([line.days ? rangeText(line.days) : '', '', line.per ? `per ${line.per}` : '']),
    ...(line.tiers ?? []).map((tier) =>
      row([`  ${tier.description}`, tier.quantity, tier.unitPrice, tier.amount]),
    ),
    '',
  ]);
  const foot = invoice.foot.map(([label, amount]) => row([' '.repeat(80), '', label, amount]));
  const names = row(['Description', 'Qty', 'Unit price', 'Amount']);
  const page = `${numberFoot(invoice)}   Page 1 of 1`;
  return [headText(invoice), '', names, ...lines, ...foot, page].join('\n');
}
