import { describe, expect, test } from 'vitest';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import { printRows } from '../../src/commands/shared/print-rows.ts';
import type { Period } from '../../src/period.ts';
import { width, wrapped } from '../../src/reports/cells.ts';
import { explanationPage } from '../../src/reports/explanation-page.ts';
import { renderDocument } from '../../src/reports/json.ts';
import { prose } from '../../src/reports/prose.ts';
import { chooseFormat, render, type TextFormat } from '../../src/reports/render.ts';
import { displayColumn, isNumeric } from '../../src/reports/rowset.ts';
import type { JsonCell, RowSet } from '../../src/words/rows.ts';
import { visible } from '../../src/words/visible.ts';

const bill: RowSet = {
  columns: [
    { name: 'tenant', type: 'VARCHAR' },
    { name: 'requests', type: 'HUGEINT' },
    { name: 'variance_usd', type: 'DECIMAL(38,2)' },
  ],
  rows: [
    { tenant: '東京', requests: '1234567', variance_usd: '-8.10' },
    { tenant: 'a|b, "c"', requests: '20', variance_usd: '1204.50' },
    { tenant: '👩‍👩‍👧 café', requests: null, variance_usd: '0.00' },
  ],
};
const one = (name: string, type: string, ...cells: JsonCell[]): RowSet => ({
  columns: [{ name, type }],
  rows: cells.map((cell) => ({ [name]: cell })),
});
const shown = (name: string, type: string, ...cells: JsonCell[]) =>
  displayColumn({ name, type }, one(name, type, ...cells).rows);

test('table', () => {
  expect(render(bill, { format: 'table', footer: 'rules: built in' })).toBe(
    [
      'tenant     requests  variance_usd',
      '────────  ─────────  ────────────',
      '東京      1,234,567        -$8.10',
      'a|b, "c"         20     $1,204.50',
      '👩‍👩‍👧 café           -         $0.00',
      'rules: built in\n',
    ].join('\n'),
  );
});

test('csv: raw numbers, quotes doubled, null apart from the empty string', () => {
  expect(render(bill, { format: 'csv', footer: 'talk' })).toBe(
    'tenant,requests,variance_usd\n東京,1234567,-8.10\n"a|b, ""c""",20,1204.50\n👩‍👩‍👧 café,,0.00\n',
  );
  expect(render(one('a,b', 'VARCHAR', '', null, 'x\ny', 'x\ry', false), { format: 'csv' })).toBe(
    '"a,b"\n""\n\n"x\ny"\n"x\ry"\nfalse\n',
  );
  expect(render(one('j', 'JSON', { a: ['1', null] }), { format: 'csv' })).toBe(
    'j\n"{""a"":[""1"",null]}"\n',
  );
});

describe('csv: what a spreadsheet would run as a formula', () => {
  test.each([
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ['+1+2', "'+1+2"],
    ['-2+3', "'-2+3"],
    ['-', "'-"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['\n=1', '"\'\n=1"'],
    ['＝1', "'＝1"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['-0.66', '-0.66'],
    ['-$1204.50', '-$1204.50'],
    ["'=1", "'=1"],
    ['acme=1', 'acme=1'],
  ])('%j', (text, guarded) => {
    expect(render(one('tenant', 'VARCHAR', text), { format: 'csv' })).toBe(`tenant\n${guarded}\n`);
    const raw = render(one('tenant', 'VARCHAR', text), { format: 'csv', isRaw: true });
    expect(raw).toBe(render(one('tenant', 'JSON', text), { format: 'csv', isRaw: true }));
    expect(raw.replaceAll('"', '')).toContain(text.replaceAll('"', ''));
    expect(JSON.parse(render(one('t', 'VARCHAR', text), { format: 'json' })).rows[0].t).toBe(text);
  });

  test('names of columns too; numbers of any kind stay numbers', () => {
    expect(render(one('=cmd()', 'VARCHAR', 'a'), { format: 'csv' })).toBe("'=cmd()\na\n");
    expect(render(one('variance_usd', 'DECIMAL(38,2)', '-0.66'), { format: 'csv' })).toContain(
      '\n-0.66\n',
    );
    expect(render(one('d', 'DOUBLE', '-1e-7', '-Infinity'), { format: 'csv' })).toBe(
      'd\n-1e-7\n-Infinity\n',
    );
  });
});

test('markdown: a name is only a name', () => {
  const md = (text: string) => render(one('t', 'VARCHAR', text), { format: 'md' });
  expect(md('[pay](https://evil.example)')).toContain('\\[pay](https\\://evil.example)');
  expect(md('https://evil.example')).toContain('https\\://evil.example');
  expect(md('www.evil.example')).toContain('www\\.evil.example');
  expect(md('<img src=x> `x` | *b* _i_ ~~s~~ rows_read')).toContain(
    '\\<img src=x> \\`x\\` \\| \\*b\\* \\_i\\_ \\~\\~s\\~\\~ rows_read',
  );
  expect(
    render(one('source_url', 'VARCHAR', 'https://a.example/b_c/'), { format: 'md' }),
  ).toContain('| https://a.example/b_c/ |');
});

describe('what has no shape of its own is shown', () => {
  const codes = [
    0x00, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x34f, 0x61c, 0x115f, 0x17b4, 0x180e, 0x200b, 0x200c,
    0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0x206f, 0x3164,
    0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xd800, 0x1d173, 0xe0001, 0xe0041, 0xe007f, 0xe0100,
  ];
  test.each(codes.map((code) => [code.toString(16), code]))('U+%s', (_, code) => {
    const text = `ac${String.fromCodePoint(code as number)}me`;
    expect(visible(text)).toMatch(/^ac[\u2400-\u2421\ufffd]me$/u);
    for (const format of ['table', 'md'] as const)
      expect(render(one('t', 'VARCHAR', text), { format })).not.toContain(text);
    expect(prose(`- ${text}`, { format: 'table' })).not.toContain(text);
  });

  test.each(['👩‍👩‍👧', '❤️', '🏳️‍🌈', '1️⃣', '👍🏽', '東京', 'café', 'مرحبا'])('%s stays', (text) => {
    expect(visible(text)).toBe(text);
  });

  test.each(['a\u200db', '1\ufe0f', '👩\u200dacme'])('%j does not', (text) => {
    expect(visible(text)).toContain('\ufffd');
  });
});

describe('json', () => {
  test('keeps strings exact and says its version', () => {
    const text = render(bill, { format: 'json', footer: 'talk' });
    expect(JSON.parse(text)).toEqual({ schema_version: 1, rows: bill.rows });
    expect(render(one('n', 'BIGINT'), { format: 'json' })).toBe('{"schema_version":1,"rows":[]}\n');
  });

  test('keeps the order of columns whatever their names, drops what is no column', () => {
    const columns = ['b', '1', 'constructor'].map((name) => ({ name, type: 'INTEGER' }));
    const text = render({ columns, rows: [{ 1: 2, b: 1, more: 3 }] }, { format: 'json' });
    expect(text).toContain('{"b":1,"1":2,"constructor":null}');
  });

  test('documents carry the version first', () => {
    expect(renderDocument({ total_usd: '1.00' })).toBe(
      '{\n  "schema_version": 1,\n  "total_usd": "1.00"\n}\n',
    );
  });
});

test('markdown: aligned, markup in data escaped', () => {
  expect(render(bill, { format: 'md', footer: 'rules: <mine>' })).toBe(
    [
      '| tenant    |  requests | variance_usd |',
      '| --------- | --------: | -----------: |',
      '| 東京      | 1,234,567 |       -$8.10 |',
      '| a\\|b, "c" |        20 |    $1,204.50 |',
      '| 👩‍👩‍👧 café   |         - |        $0.00 |',
      '',
      'rules: \\<mine>\n',
    ].join('\n'),
  );
  expect(render(one('t', 'VARCHAR', 'a\\|b\nc'), { format: 'md' })).toContain('| a\\\\\\|b␊c |');
});

describe('numbers for people, from their digits alone', () => {
  test.each<[string, string, JsonCell[], string[]]>([
    [
      'n',
      'HUGEINT',
      ['170141183460469231731687303715884105727', '-1000', '999'],
      ['170,141,183,460,469,231,731,687,303,715,884,105,727', '-1,000', '999'],
    ],
    ['n', 'INTEGER', [1234, 0], ['1,234', '0']],
    ['q', 'DECIMAL(38,9)', ['1234.500000000', '3.000000000'], ['1,234.5', '3']],
    ['q', 'DECIMAL(38,9)', ['100.000000000', '0.000000001'], ['100', '0.000000001']],
    ['q', 'DECIMAL(38,9)', ['5.000000000', '7.000000000'], ['5', '7']],
    ['price_usd', 'DECIMAL(18,12)', ['0.300000000000'], ['$0.30']],
    ['price_usd', 'DECIMAL(18,12)', ['0.000000450000', '5.000000000000'], ['$0.00000045', '$5.00']],
    [
      'amount_usd',
      'DECIMAL(38,2)',
      ['99999999999999999999.99', null],
      ['$99,999,999,999,999,999,999.99', '-'],
    ],
    ['amount_usd', 'VARCHAR', ['5'], ['$5.00']],
    ['x', 'DOUBLE', [0.1, 1e21, 1234.25], ['0.1', '1e+21', '1,234.25']],
    ['sku', 'VARCHAR', ['1234567', true], ['1234567', 'true']],
  ])('%s %s %j', (name, type, cells, expected) =>
    expect(shown(name, type, ...cells)).toEqual(expected),
  );

  test('lists of numbers and other types are text', () => {
    const types = ['INTEGER[]', 'DECIMAL(9,2)[]', 'VARCHAR', 'INTERVAL', 'DATE', 'BOOLEAN'];
    expect(types.filter((type) => isNumeric({ name: 'n', type }))).toEqual([]);
  });

  test('no text from outside can drive the terminal', () => {
    expect(shown('t', 'VARCHAR', 'a\x1b[31m\nb\u202e\x7f\x9b')).toEqual(['a␛[31m␊b�␡�']);
  });
});

describe('width', () => {
  test.each([
    ['abc', 3],
    ['東京', 4],
    ['한글', 4],
    ['ｆ', 2],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 2],
    ['🇯🇵', 2],
    ['❤️', 2],
    ['\u200b', 0],
    ['…', 1],
  ])('%s takes %i', (text, cells) => expect(width(text)).toBe(cells));

  test.each([
    ['東京都', 6, ['東京都']],
    ['東京都', 5, ['東京', '都']],
    ['東京都', 1, ['東', '京', '都']],
    ['👩‍👩‍👧👩‍👩‍👧', 3, ['👩‍👩‍👧', '👩‍👩‍👧']],
    ['a line of words', 6, ['a line', 'of', 'words']],
    ['two  blanks', 20, ['two  blanks']],
    ['', 5, ['']],
  ])('%s in lines of %i cells', (text, cells, lines) =>
    expect(wrapped(text, cells)).toEqual(lines),
  );

  test('very many rows do not overflow', () => {
    const many = one(
      'n',
      'BIGINT',
      ...Array.from({ length: 200_000 }, (_, i) => i).slice(0, 100_000),
    );
    const rows = { ...many, rows: [...many.rows, ...many.rows] };
    for (const format of ['table', 'md'] as const)
      expect(render(rows, { format }).length).toBeGreaterThan(1e6);
  });
});

test('no rows: the titles and a word', () => {
  expect(render(one('n', 'BIGINT'), { format: 'table' })).toBe('n\n─\n(no rows)\n');
});

test('colour only when told', () => {
  expect(render(bill, { format: 'table' })).not.toContain('\x1b');
  expect(render(bill, { format: 'table', hasColour: true })).toContain(
    '\x1b[1mtenant     requests  variance_usd\x1b[0m\n',
  );
});

test.each<[TextFormat | undefined, boolean, boolean, TextFormat]>([
  [undefined, true, false, 'table'],
  [undefined, false, false, 'csv'],
  [undefined, false, true, 'table'],
  ['json', true, true, 'json'],
  ['table', false, false, 'table'],
])('--format %s, terminal %s, always a table %s: %s', (format, isTty, isAlwaysTable, chosen) =>
  expect(chooseFormat({ format, isTty, isAlwaysTable })).toBe(chosen),
);

test('a footer goes under a table and beside data', () => {
  const pipe = bufferIo();
  printRows(pipe, one('n', 'BIGINT', 1), { footer: 'talk' });
  expect([pipe.out(), pipe.err()]).toEqual(['n\n1\n', 'talk\n']);
  const terminal = bufferIo({ isStdoutTty: true, env: { NO_COLOR: '1' } });
  printRows(terminal, one('n', 'BIGINT', 1), { footer: 'talk' });
  expect([terminal.out(), terminal.err()]).toEqual(['n\n─\n1\ntalk\n', '']);
});

test('an explanation parts thousands in numbers alone, and copies what others wrote', () => {
  const columns = ['step_number', 'step', 'value', 'detail', 'rule', 'source_url'];
  const rows = [
    ['1', 'rest/buckets', '12345 buckets on 2026-10-04', 'the greatest', 'a.sql', null],
    ['8', 'predicted', '$1234.56', null, 'b.sql', null],
    [
      '9',
      'invoiced',
      '-$1234.50',
      'Rows (first 50000, since 2026): quantity 50000.5',
      'c.sql',
      null,
    ],
    ['14', 'note', '7 objects of Room 12345 and worker 2026', null, 'd.sql', null],
  ].map((cells) => Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? null])));
  const none = one('tenant', 'VARCHAR');
  const page = explanationPage(
    {
      ...{ kind: 'line', subject: 'x', resources: undefined, shares: none, evidence: none },
      period: { starts_on: '2026-10-04', ends_on: '2026-11-04' } as Period,
      steps: { columns: columns.map((name) => ({ name, type: 'VARCHAR' })), rows },
    },
    { format: 'table', columns: undefined, hasColour: false },
  );
  for (const line of [
    ' 1  rest/buckets: 12,345 buckets on 2026-10-04',
    ' 8  predicted: $1,234.56',
    ' 9  invoiced: -$1,234.50',
    '    Rows (first 50000, since 2026): quantity 50,000.5',
    '14  note: 7 objects of Room 12345 and worker 2026',
  ])
    expect(page.split('\n')).toContain(line);
});
