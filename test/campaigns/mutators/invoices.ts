// What happens to an invoice. A CSV prints no totals, so that a line lost there is `plain`; JSON,
// text and PDF print them, so that there it is `damage`.
import type { Random } from '../../support/random.ts';
import { CSV_DAMAGE, cell, ROW_TWICE, ROWS_LOST } from './csv.ts';
import { type JsonObject, keyMistyped, keyTwice, ofTree, raw } from './json.ts';
import { ofText, shuffled } from './mutator.ts';

const NO_MONEY = ['', 'free', '1e30', '12,3x', '--5', '1.2.3', 'NaN', '£5.00', 'EUR 5.00', '5.005'];
const NO_COUNT = ['many', '1e30x', '1.2.3', 'NaN', '--5'];
const DAYS = ['', '2026-13-01', 'October', '2026-02-30', '-'];

export const CSV_INVOICE_DAMAGE = [
  ...CSV_DAMAGE,
  ...ofText('damage', {
    'a line twice': ROW_TWICE,
    'no amount': cell('amount', ...NO_MONEY),
    'no quantity': cell('quantity', ...NO_COUNT),
    'no unit price': cell('unit_price', ...NO_COUNT),
    'no start': cell('period_start', ...DAYS),
    'no end': cell('period_end', ...DAYS),
    'ends before it starts': cell('period_end', '2019-01-01'),
    'no description': cell('description', ''),
  }),
];

export const CSV_INVOICE_PLAIN = [
  ...ROWS_LOST,
  ...ofText('plain', {
    'another amount': cell('amount', '7.77', '-2.50', '$1,000.00', '(3.00)', '1000000.00'),
    'another line': cell('description', 'Gadgets', '=cmd()', '\u061c\u202eTotal', 'x'.repeat(5000)),
    'other days': cell('period_start', '2025-10-04', '2026-10-01', '2026-10-05'),
  }),
];

type Invoice = JsonObject & { lines: JsonObject[] };
const ofLines = (change: (lines: JsonObject[], random: Random, invoice: Invoice) => unknown) =>
  ofTree((tree, random) => {
    change((tree as Invoice).lines, random, tree as Invoice);
    return true;
  });

/** A line that costs something. */
const charged = (lines: JsonObject[], random: Random) =>
  random.pick(lines.filter(({ amount }) => Number(amount) !== 0));

export const JSON_INVOICE_WRITINGS = ofText('same', {
  'lines in another order': ofLines((lines, random) => {
    lines.splice(0, lines.length, ...shuffled(lines, random));
  }),
});

export const JSON_INVOICE_DAMAGE = ofText('damage', {
  'a key of the invoice mistyped': keyMistyped((tree) => [tree]),
  'a key of a line mistyped': keyMistyped((tree) => (tree as Invoice).lines),
  'a key of the invoice twice': keyTwice((tree) => [tree]),
  'a key of a line twice': keyTwice((tree) => (tree as Invoice).lines),
  'a line lost': ofLines((lines, random) => lines.splice(lines.indexOf(charged(lines, random)), 1)),
  'a line twice': ofLines((lines, random) => lines.push({ ...charged(lines, random) })),
  'another amount': ofLines((lines, random) => {
    charged(lines, random).amount = random.pick(['7.77', '-1.00', 5, '1000000.00']);
  }),
  'no amount': ofLines((lines, random) => {
    const line = charged(lines, random);
    line.amount = random.pick([null, {}, [], true, raw('1e30'), ...NO_MONEY]);
  }),
  'an amount by another name': ofLines((lines, random) => {
    const line = charged(lines, random);
    line.amount_usd = line.amount ?? null;
    delete line.amount;
  }),
  'another subtotal': ofLines((_lines, random, invoice) => {
    invoice.subtotal_usd = random.pick(['1.00', 5, '-1.00', 'free', raw('1e30'), {}, '']);
  }),
  'another total': ofLines((_lines, random, invoice) => {
    invoice.total_usd = random.pick(['1.00', 5, '-1.00', 'free', raw('1e30'), {}]);
  }),
  'another tax': ofLines((_lines, random, invoice) => {
    invoice.tax_usd = random.pick(['1.00', 5, '-1.00', 'free', raw('1e30'), {}]);
  }),
  'another currency': ofLines((_lines, random, invoice) => {
    invoice.currency = random.pick(['EUR', 'eur', 'US$', 5]);
  }),
  'no lines': ofLines((_lines, random, invoice) => {
    Object.assign(invoice, { lines: random.pick<unknown>([null, [], {}, 'x', [null], [[]]]) });
  }),
  'no day': ofLines((lines, random) => {
    random.pick(lines).period_start = random.pick([null, ...DAYS, 5, {}]);
  }),
});

export const JSON_INVOICE_PLAIN = ofText('plain', {
  'another quantity': ofLines((lines, random) => {
    random.pick(lines).quantity = random.pick(['5', raw('1e30'), '-5', null, 'many', {}]);
  }),
  'another name': ofLines((lines, random) => {
    random.pick(lines).description = random.pick([
      'Gadgets',
      '=cmd()',
      '\u061cx',
      'x'.repeat(5000),
    ]);
  }),
});

const ofPaper = (change: (rows: string[], random: Random) => unknown) => {
  return (text: string, random: Random) => {
    const rows = text.split('\n');
    return change(rows, random) === undefined ? undefined : rows.join('\n');
  };
};

/** The number of a row of the text that ends in dollars. */
function anyPriced(rows: string[], random: Random): number {
  const found = [...rows.keys()].filter((i) => /\$[1-9][\d,]*\.\d\d$/.test(rows[i] ?? ''));
  return random.pick(found);
}

export const TEXT_INVOICE_DAMAGE = ofText('damage', {
  'a row lost': ofPaper((rows, random) => rows.splice(anyPriced(rows, random), 1)),
  'a row twice': ofPaper((rows, random) => {
    const at = anyPriced(rows, random);
    return rows.splice(at, 0, rows[at] ?? '');
  }),
  'another amount': ofPaper((rows, random) => {
    const at = anyPriced(rows, random);
    rows[at] = (rows[at] ?? '').replace(/\$([\d,]+)\.(\d\d)$/, '$1$1.$2').replace(/^/, '');
    return true;
  }),
  'a digit of an amount': ofPaper((rows, random) => {
    const at = anyPriced(rows, random);
    const digit = String(random.int(0, 9));
    rows[at] = (rows[at] ?? '').replace(/\d(\.\d\d)$/, `${digit}$1`);
    return true;
  }),
  'cut off': (text, random) => text.slice(0, random.int(100, text.length - 40)),
  'a page lost': (text) => text.split('\f').slice(0, -1).join('\f') || undefined,
  'euros for dollars': (text) => text.replaceAll('$', '€'),
});
