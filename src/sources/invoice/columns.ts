// Restores the columns of an invoice whose words were drawn or copied out of order.

/** A piece of text and its position; y grows upwards. */
export interface TextItem {
  str: string;
  x: number;
  y: number;
  width: number;
  fontSize: number;
}

/** Right edges of the columns of figures, and the left edge of the first. */
interface Columns {
  edge: number;
  rights: readonly [quantity: number, price: number, amount: number];
}

type Cells = [description: string[], quantity: string[], price: string[], amount: string[]];

/** A page's text, with the cells of each line in order: description, quantity, price, amount. */
export function columnText(items: readonly TextItem[]): string {
  let columns: Columns | undefined;
  let cells: Cells = [[], [], [], []];
  const out: string[] = [];
  const flush = () => {
    out.push(...cells.map((cell) => cell.join('\n')).filter((text) => text !== ''));
    cells = [[], [], [], []];
  };
  for (const row of rowsOf(items)) {
    const text = row.map(({ str }) => str).join(' ');
    const isFoot = /^\s*Subtotal/.test(text);
    const header = columnsOf(row);
    if (header || isFoot || !columns) {
      flush();
      out.push(text);
      columns = header ?? (isFoot ? undefined : columns);
      continue;
    }
    const found = columns;
    if (row.some((item) => columnOf(item, found) === 3)) flush();
    for (const item of row) cells[columnOf(item, found)]?.push(item.str);
  }
  flush();
  return out.join('\n');
}

/** Rows from top to bottom, each from left to right. */
function rowsOf(items: readonly TextItem[]): TextItem[][] {
  const rows: TextItem[][] = [];
  for (const item of [...items].sort((a, b) => b.y - a.y || a.x - b.x)) {
    const row = rows.at(-1);
    const isSame = row?.[0] && Math.abs(row[0].y - item.y) <= item.fontSize / 3;
    if (isSame) row.push(item);
    else rows.push([item]);
  }
  return rows.map((row) => row.sort((a, b) => a.x - b.x));
}

function columnsOf(row: readonly TextItem[]): Columns | undefined {
  const [description, quantity, price, amount] = row;
  const names = row.map(({ str }) => str.trim()).join('|');
  if (!description || !quantity || !price || !amount) return undefined;
  if (!/^Description\|Qty\|Unit price\|Amount$/i.test(names)) return undefined;
  const right = ({ x, width }: TextItem) => x + width;
  return {
    edge: description.x + (quantity.x - description.x) / 2,
    rights: [right(quantity), right(price), right(amount)],
  };
}

/** Descriptions begin at the left. A figure belongs to the column with the closest right edge. */
function columnOf({ x, width }: TextItem, { edge, rights }: Columns): 0 | 1 | 2 | 3 {
  if (x < edge) return 0;
  const distances = rights.map((right) => Math.abs(x + width - right));
  return (distances.indexOf(Math.min(...distances)) + 1) as 1 | 2 | 3;
}

/** The same for text with spaces between columns, as `pdftotext -layout` writes it. */
export function layoutText(text: string): string {
  return text
    .split('\f')
    .map((page) => columnText(layoutItems(page)))
    .join('\n\f\n');
}

function layoutItems(page: string): TextItem[] {
  return page.split(/\r?\n/).flatMap((line, row) =>
    [...line.matchAll(/\S+(?: \S+)*/g)].map((match) => {
      return { str: match[0], x: match.index, y: -row, width: match[0].length, fontSize: 1 };
    }),
  );
}
