// What happens to lists that people keep: who owns what, how classes take sockets, what a book prices.
import { CSV_DAMAGE, cell, mistyped, ROW_TWICE, ROWS_LOST } from './csv.ts';
import { ofText } from './mutator.ts';

const DAYS = ['2026-13-01', 'October', '31/10/2026', '2026-02-30', '20261001', '-', '2026-10-5x'];

export const MAP_DAMAGE = [
  ...CSV_DAMAGE,
  ...ofText('damage', {
    'a row twice': ROW_TWICE,
    'no kind': cell('kind', '', 'objectid', 'object_names', 'Namespace!', 'object id'),
    'no tenant': cell('tenant', ''),
    'no value': cell('value', ''),
    'no day': cell('valid_from', ...DAYS),
    'no end': cell('valid_to', ...DAYS),
    'a value that matches nothing': cell(
      'value',
      'nobody-has-this',
      'acme*x',
      'zz/',
      '0'.repeat(64),
    ),
    'a pattern by habit': cell('value', 'acme/*', '*', 'acme/%', '^acme/.*$'),
    'ends before it starts': (text) => text.replace(/,2026-(\d\d-\d\d)\n/, ',2019-$1\n'),
  }),
];

export const MAP_PLAIN = [
  ...ROWS_LOST,
  ...ofText('plain', {
    'another tenant': cell('tenant', 'zeta', 'acme-Support', 'acme-support ', 'ácmé', '\u202eemca'),
    'a tenant that is a formula': cell('tenant', '=cmd()', '@x', '-1', 'unattributed', 'null'),
  }),
];

export const CLASS_DAMAGE = [
  ...CSV_DAMAGE,
  ...ofText('damage', {
    'a row twice': ROW_TWICE,
    'no mode': cell('mode', '', 'hibernate', 'Accept!', 'accept?', '1'),
    'no class': cell('class', ''),
    'no day': cell('compatibility_date', ...DAYS),
    'a class that there is not': cell('class', 'Nobody'),
  }),
];

/** Rows of the price book and of what stands beside it; only that it is refused or taken in order. */
export const BOOK_DAMAGE = [
  ...CSV_DAMAGE,
  ...ROWS_LOST,
  ...ofText('plain', {
    'a row twice': ROW_TWICE,
    'no price': cell(
      'price_usd',
      'free',
      '',
      '-1',
      '1e30',
      '0,5',
      '9'.repeat(30),
      '0.0000000000001',
    ),
    'no size': cell('per_quantity', '0', '-5', 'one', '1.5', '', '9'.repeat(40)),
    'no allowance': cell('included_quantity', '-1', 'all', '1e30', '0.5', ''),
    'no rounding': cell('rounding', 'up', ''),
    'no plan': cell('plan', 'gold', ''),
    'no start': cell('effective_from', ...DAYS),
    'no end': cell('effective_to', ...DAYS, '2020-01-01'),
    'no SKU': cell('sku', 'nothing.known', ''),
    'no meter': cell('meter', 'nothing.known', ''),
    'no denominator': cell('denominator', '0', '-1', 'x', ''),
    'no numerator': cell('numerator', '0', '-1', 'x', '1.5'),
    'no shape': cell('line_shape', 'round', ''),
    'a name mistyped': (text, random) => {
      const lines = text.split('\n');
      const at = random.int(1, lines.length - 2);
      return lines.with(at, mistyped(lines[at]?.slice(0, 12) ?? '', random)).join('\n');
    },
  }),
].map((mutator) => ({ ...mutator, expects: 'plain' as const }));
