// Tables on terminals of any width: what leaves, what stays, and that nothing is ever cut.
import { describe, expect, test } from 'vitest';
import { width } from '../../src/reports/cells.ts';
import { renderList } from '../../src/reports/list.ts';
import { render } from '../../src/reports/render.ts';
import { displayColumn } from '../../src/reports/rowset.ts';
import type { JsonCell, RowSet } from '../../src/words/rows.ts';

const LONGEST = 'images_stream_bundle.subscription_of_a_very_long_name';

const types: Readonly<Record<string, string>> = {
  line: 'VARCHAR',
  predicted_quantity: 'DECIMAL(38,9)',
  invoiced_quantity: 'DECIMAL(38,9)',
  predicted_usd: 'DECIMAL(38,2)',
  invoiced_usd: 'DECIMAL(38,2)',
  variance_usd: 'DECIMAL(38,2)',
  status: 'VARCHAR',
  evidence: 'VARCHAR',
  rounding_usd: 'DECIMAL(38,2)',
  source_url: 'VARCHAR',
};
const row = (line: string, quantity: string, usd: string, rest: Record<string, JsonCell> = {}) => ({
  line,
  predicted_quantity: quantity,
  invoiced_quantity: quantity,
  predicted_usd: usd,
  invoiced_usd: usd,
  variance_usd: '0.00',
  status: 'match',
  evidence: 'exact',
  rounding_usd: '0.00',
  source_url: 'https://developers.cloudflare.com/workers/platform/pricing/',
  ...rest,
});
const statement = (...rows: RowSet['rows']): RowSet => ({
  columns: Object.entries(types).map(([name, type]) => ({ name, type })),
  rows,
});
const bill = statement(
  row('durable_objects.rows_written', '12573514.000000000', '13.00', { status: 'not_metered' }),
  row('durable_objects.requests', '45674863.450000000', '1006.90'),
  row('workers.cpu_ms', '2503070922.118000000', '1.18'),
);

/** Its lines, without the talk below it. */
function table(rows: RowSet, columns?: number): string[] {
  const lines = render(rows, { format: 'table', columns }).trimEnd().split('\n');
  const foot = lines.findIndex((line) => line.startsWith('Hidden at'));
  return foot < 0 ? lines : lines.slice(0, foot);
}

/** The names that the talk below it gives, and the width that it says is enough. */
function leftAt(rows: RowSet, columns: number, leaving?: string[]) {
  const text = render(rows, { format: 'table', columns, leaving }).replaceAll('\n', ' ');
  const [, at, names = '', whole] =
    /Hidden at (\d+) columns: ([\w, ]+); a terminal of (\d+) columns, or --format json,/.exec(
      text,
    ) ?? [];
  return { at, names: names.split(', ').filter(Boolean), whole: Number(whole ?? columns) };
}

describe.each([80, 100, 120, 160])('at %i columns', (columns) => {
  test.each([
    ['a bill', bill],
    ['a long name', statement(row(LONGEST, '1.000000000', '5.00'), ...bill.rows)],
  ])('%s: no line is wider, no name and no number is cut', (_, rows) => {
    const text = render(rows, { format: 'table', columns });
    for (const line of text.split('\n')) expect(width(line)).toBeLessThanOrEqual(columns);
    expect(text).not.toContain('…');
    for (const { line, predicted_usd } of rows.rows) {
      const own = text.split('\n').find((shown) => shown.startsWith(`${line} `));
      expect(own).toContain(
        displayColumn({ name: 'usd', type: '' }, [{ usd: predicted_usd ?? '' }])[0],
      );
    }
  });

  test('what left is told in full, and what it would take', () => {
    const { at, names, whole } = leftAt(bill, columns);
    expect(at).toBe(names.length > 0 ? `${columns}` : undefined);
    const titles = table(bill, columns).slice(0, 3).join(' ');
    for (const { name } of bill.columns) {
      const isThere = name.split('_').every((word) => titles.includes(word));
      expect([name, isThere || names.includes(name)]).toEqual([name, true]);
    }
    expect(leftAt(bill, whole).names).toEqual([]);
  });
});

test('columns leave in one order: those without a value, addresses, evidence, quantities, others', () => {
  const widths = Array.from({ length: 200 }, (_, i) => 220 - i);
  const order = new Set(widths.flatMap((columns) => leftAt(bill, columns).names));
  expect([...order]).toEqual([
    ...['rounding_usd', 'source_url', 'evidence', 'invoiced_quantity', 'predicted_quantity'],
    ...['status', 'variance_usd', 'invoiced_usd', 'predicted_usd'],
  ]);
});

test('a report says what it can do without: that leaves before quantities', () => {
  expect(leftAt(bill, 100, ['invoiced_usd']).names).toContain('invoiced_usd');
  expect(leftAt(bill, 100).names).not.toContain('invoiced_usd');
  expect(leftAt(bill, 100).names).toContain('invoiced_quantity');
});

test('a narrow column comes back where a wide one that left after it made room', () => {
  const names = ['meter', 'file', 'kind', 'command'];
  const cells = { meter: 'requests', file: 'f'.repeat(50), kind: 'http', command: 'c'.repeat(50) };
  const rows: RowSet = { columns: names.map((name) => ({ name, type: 'VARCHAR' })), rows: [cells] };
  expect(leftAt(rows, 50).names).toEqual(['file', 'command']);
  expect(leftAt(rows, 70).names).toEqual(['command']);
});

test('a name that repeats another leaves, and names that do not fit are wrapped more narrowly', () => {
  const names = { tenant: 'VARCHAR', sku: 'VARCHAR', line: 'VARCHAR', says: 'VARCHAR' };
  const line = 'containers.egress_oceania_korea_taiwan';
  const says = 'so many words that thirty-two cells would be too many beside the names';
  const shown = (sku: string) =>
    render(
      {
        columns: Object.entries(names).map(([name, type]) => ({ name, type })),
        rows: [{ tenant: 'borealis-games', sku, line, says }],
      },
      { format: 'table', columns: 80 },
    );
  expect(shown(line)).toContain('Hidden at 80 columns: line;');
  const two = { ...names, sku: undefined };
  const rows = [{ tenant: 'borealis-games', line, says }];
  const columns = Object.entries(two).flatMap(([name, type]) => (type ? [{ name, type }] : []));
  const text = render({ columns, rows }, { format: 'table', columns: 80 });
  for (const one of text.split('\n')) expect(width(one)).toBeLessThanOrEqual(80);
  for (const word of [line, ...says.split(' ')]) expect(text).toContain(word);
  expect(text).not.toContain('Hidden');
});

test('a long text is wrapped, word for word', () => {
  const says =
    'The invoice stops before 2026-11-03: without the usage from then on it is the same.';
  const rows: RowSet = {
    columns: [
      { name: 'kind', type: 'VARCHAR' },
      { name: 'says', type: 'VARCHAR' },
    ],
    rows: [{ kind: 'variance', says }],
  };
  const lines = table(rows, 50).slice(2);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.map((line) => line.slice(10)).join(' ')).toBe(says);
});

describe('in a pipe', () => {
  const remark = 'x'.repeat(300);
  const rows: RowSet = {
    columns: [
      { name: 'remark', type: 'VARCHAR' },
      { name: 'n', type: 'BIGINT' },
    ],
    rows: [
      { remark: 'short', n: 1 },
      { remark, n: 2 },
    ],
  };

  test('every column is there, a row is one line', () => {
    const lines = table(bill);
    expect(lines).toHaveLength(2 + bill.rows.length);
    for (const { name } of bill.columns) expect(lines[0]).toContain(name);
  });

  test('no cell is filled up to a longer text: that one sticks out alone', () => {
    const [title = '', rule = '', short = '', long = ''] = table(rows);
    for (const line of [title, rule, short]) expect(width(line)).toBeLessThanOrEqual(43);
    expect(long).toBe(`${remark}  2`);
  });
});

test('zeros are trimmed and nothing else: the value is the same', () => {
  const quantities = [
    '0.000000000',
    '100.000000000',
    '-0.500000000',
    '1234.000000001',
    '10.100000000',
  ];
  const rows = quantities.map((q) => ({ q }));
  const shown = displayColumn({ name: 'q', type: 'DECIMAL(38,9)' }, rows);
  expect(shown).toEqual(['0', '100', '-0.5', '1,234.000000001', '10.1']);
  for (const [i, text] of shown.entries()) {
    const [whole, fraction = ''] = text.replaceAll(',', '').split('.');
    expect(`${whole}.${fraction.padEnd(9, '0')}`).toBe(quantities[i]);
  }
});

test('points stand below each other, a dash at the edge', () => {
  const rows = [{ q: '12.500000000' }, { q: '3.000000000' }, { q: null }, { q: '100.125000000' }];
  const q: RowSet = { columns: [{ name: 'q', type: 'DECIMAL(38,9)' }], rows };
  expect(table(q, 80).slice(2)).toEqual([' 12.5', '  3', '      -', '100.125']);
});

test('a head that is wrapped stays within the width, set in after its first line', () => {
  const head = '- cut-off: -$3.00. The invoice stops before 2026-11-03, so it is the printed one.';
  for (const columns of [20, 40, 60]) {
    const [first, ...rest] = renderList([{ head, details: [] }], columns)
      .trimEnd()
      .split('\n');
    expect(rest.length).toBeGreaterThan(0);
    for (const line of [first ?? '', ...rest]) expect(width(line)).toBeLessThanOrEqual(columns);
    for (const line of rest) expect(line).toMatch(/^ {4}\S/);
    expect([first, ...rest.map((line) => line.trim())].join(' ')).toBe(head);
  }
});

test('a list keeps all its words at any width', () => {
  const item = {
    head: ' 1  cut off: -$3.00',
    details: ['The invoice stops before 2026-11-03.', 'a'.repeat(30)],
  };
  expect(renderList([item], undefined)).toBe(
    ` 1  cut off: -$3.00\n    The invoice stops before 2026-11-03.\n    ${'a'.repeat(30)}\n`,
  );
  const narrow = renderList([item], 24);
  for (const line of narrow.split('\n')) expect(width(line)).toBeLessThanOrEqual(24);
  expect(narrow.replace(/\s+/g, '')).toBe(
    [item.head, ...item.details].join('').replace(/\s+/g, ''),
  );
});
