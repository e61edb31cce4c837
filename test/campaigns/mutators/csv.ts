// What happens to a CSV, whatever it lists.
import type { Random } from '../../support/random.ts';
import { inside, ofText, shuffled } from './mutator.ts';

export type Table = string[][];

/** Cells of a CSV without line breaks in its cells. */
export function cellsOf(text: string): Table {
  return text
    .trimEnd()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
      ),
    );
}

export function written(table: Table, delimiter = ',', always = false): string {
  const cell = (text: string) =>
    always || /[",\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return `${table.map((row) => row.map(cell).join(delimiter)).join('\n')}\n`;
}

type Change = (table: Table, random: Random) => Table | undefined;

const ofTable = (change: Change) => (text: string, random: Random) => {
  const table = change(cellsOf(text), random);
  return table && written(table);
};

/** A row below the header. */
export function anyRow(table: Table, random: Random): number {
  return random.int(1, table.length - 1);
}

function withColumns(table: Table, order: readonly number[]): Table {
  return table.map((row) => order.map((column) => row[column] ?? ''));
}

export const CSV_WRITINGS = ofText('same', {
  'rows in another order': ofTable(([head = [], ...rows], random) => [
    head,
    ...shuffled(rows, random),
  ]),
  'columns in another order': ofTable((table, random) =>
    withColumns(table, shuffled([...(table[0] ?? []).keys()], random)),
  ),
  'every cell in quotes': (text) => written(cellsOf(text), ',', true),
  'a column of remarks': ofTable((table) =>
    table.map((row, i) => [...row, i === 0 ? 'remark' : `as agreed, see "${i}"`]),
  ),
  'header in capitals': ofTable(([head = [], ...rows]) => [
    head.map((name) => name.toUpperCase()),
    ...rows,
  ]),
});

export const CSV_DAMAGE = ofText('damage', {
  semicolons: (text) => written(cellsOf(text), ';'),
  tabs: (text) => written(cellsOf(text), '\t'),
  'the file twice': (text) => text + text,
  'cut off inside a row': (text, random) => {
    const lines = text.trimEnd().split('\n');
    const at = random.int(2, lines.length - 1);
    const [cells = []] = cellsOf(lines[at] ?? '');
    const kept = cells.slice(0, inside(cells.length, random));
    return [...lines.slice(0, at), written([kept]).trimEnd()].join('\n');
  },
  'a row with a cell less': ofTable((table, random) => {
    const at = anyRow(table, random);
    const gone = random.int(0, (table[at]?.length ?? 1) - 1);
    return table.map((row, i) => (i === at ? row.filter((_, j) => j !== gone) : row));
  }),
  'a row with a cell more': ofTable((table, random) => {
    const at = anyRow(table, random);
    const from = random.int(0, table[at]?.length ?? 0);
    return table.map((row, i) => (i === at ? row.toSpliced(from, 0, 'x') : row));
  }),
  'a quote that does not close': (text, random) => {
    const lines = text.trimEnd().split('\n');
    const at = random.int(1, lines.length - 1);
    const cells = (lines[at] ?? '').split(',');
    const cell = random.int(0, cells.length - 1);
    cells[cell] = `"${cells[cell]}`;
    return `${lines.toSpliced(at, 1, cells.join(',')).join('\n')}\n`;
  },
  'a column twice': ofTable((table, random) => {
    const from = random.int(0, (table[0]?.length ?? 1) - 1);
    return table.map((row, i) => [...row, i === 0 ? (row[from] ?? '') : 'x']);
  }),
  'a name of a column mistyped': ofTable(([head = [], ...rows], random) => {
    const at = random.int(0, head.length - 1);
    return [head.map((name, i) => (i === at ? mistyped(name, random) : name)), ...rows];
  }),
  'no header': ofTable(([, ...rows]) => rows),
});

/** A word as fingers write it in a hurry: a letter left out, or two in each other's place. */
export function mistyped(word: string, random: Random): string {
  const at = random.int(0, Math.max(0, word.length - 2));
  const [a = '', b = ''] = [word[at], word[at + 1]];
  if (a === b || random.chance(0.5)) return word.slice(0, at) + word.slice(at + 1);
  return word.slice(0, at) + b + a + word.slice(at + 2);
}

/** Gives one cell of a column another text. */
export function cell(column: string, ...texts: readonly string[]) {
  return ofTable((table, random) => {
    const at = table[0]?.indexOf(column) ?? -1;
    if (at < 0) return undefined;
    const row = anyRow(table, random);
    const text = random.pick(texts);
    return table.map((cells, i) => (i === row ? cells.with(at, text) : cells));
  });
}

export const ROWS_LOST = ofText('plain', {
  'a row dropped': ofTable((table, random) => {
    const at = anyRow(table, random);
    return table.filter((_, i) => i !== at);
  }),
  'two columns under each other’s name': ofTable(([head = [], ...rows], random) => {
    const [a = 0, b = 0] = shuffled([...head.keys()], random);
    return [head.with(a, head[b] ?? '').with(b, head[a] ?? ''), ...rows];
  }),
});

/** A row once more, word for word. */
export const ROW_TWICE = ofTable((table, random) => {
  const at = anyRow(table, random);
  return table.toSpliced(at, 0, table[at] ?? []);
});
