import { widestOf } from './cells.ts';
import { isMoney } from './rowset.ts';

/** A column of a table that is being laid out. */
export interface Laid {
  name: string;
  /** Lines of its title. */
  title: string[];
  cells: string[];
  isRight: boolean;
  /** Width of its title and its widest cell; later its assigned width. */
  width: number;
}

/** Columns that fit, the names of dropped ones, and the width that all columns would take. */
export interface Fitted {
  columns: Laid[];
  left: string[];
  whole: number;
}

export const GAP = '  ';

/** A text may be wrapped to this width before another column is dropped. Words are not broken. */
const NARROWEST_TEXT = 32;
const LONGEST_WORD = 60;

/** Columns that identify a row: they are never dropped, but for one that repeats another. */
const NAMES = ['line', 'tenant', 'sku', 'invoice_line', 'says'];

/** Columns that tables are read for. */
const MAIN = [
  ...['status', 'total', 'counted'],
  ...['usd', 'predicted_usd', 'invoiced_usd', 'variance_usd', 'amount_usd'],
];

type IsOne = (column: Laid) => boolean;

/**
 * The order in which columns of a wide table are dropped: kind by kind, the rightmost first. The
 * README describes it.
 */
const LEAVING: readonly [IsOne, ...IsOne[]] = [
  (column) => isIdle(column) && !MAIN.includes(column.name),
  ({ name }) => name.endsWith('_url'),
  ({ name }) => /^(rule|evidence|account|position|.*_(id|digest|rank|number))$/.test(name),
  ({ name }) => /_(low|high)_usd$/.test(name),
  ({ name }) => /_(quantity|percent)$/.test(name),
  ({ name }) => !MAIN.includes(name) && !isMoney({ name, type: '' }),
  ({ name }) => !MAIN.includes(name),
  () => true,
];

/** A column, the least that it takes, and what it takes if texts are wrapped at each word. */
interface Least {
  column: Laid;
  least: number;
  tight: number;
}

/**
 * Fits columns into `available` cells: titles are broken at their underscores, texts are wrapped,
 * columns are dropped, those in `leaving` early. The first column and names stay, and no number is
 * cut. If they are too wide together, texts are wrapped more narrowly.
 */
export function fitted(
  columns: readonly Laid[],
  available: number,
  leaving: readonly string[] = [],
): Fitted {
  const whole = sumOf(columns.map(({ width }) => width));
  if (whole <= available) return { columns: [...columns], left: [], whole };
  const all = columns.map((column) => ({ column, ...narrowest(column) }));
  const staying = tightened(stayingOf(all, available, leaving), available);
  const kept = staying.map(({ column }) => column);
  const left = columns.filter((column) => !kept.includes(column)).map(({ name }) => name);
  const widths = shared(staying, available);
  return { columns: kept.map((column, i) => given(column, widths[i] ?? 0)), left, whole };
}

/** Drops columns one by one. After a wide one, narrower columns dropped before may fit again. */
function stayingOf(all: readonly Least[], available: number, leaving: readonly string[]): Least[] {
  const [idle, ...kinds] = LEAVING;
  const repeats = all.filter((one, i) => all.slice(0, i).some((other) => isRepeat(one, other)));
  const isRepeated = (column: Laid) => repeats.some((one) => one.column === column);
  const order = [isRepeated, idle, ({ name }: Laid) => leaving.includes(name), ...kinds];
  const isFree = (column: Laid) => !NAMES.includes(column.name) || isRepeated(column);
  const staying = new Set(all);
  const isTooWide = () => sumOf([...staying].map(({ least }) => least)) > available;
  const gone: Least[] = [];
  while (isTooWide()) {
    const free = [...staying].slice(1).filter(({ column }) => isFree(column));
    const leaver = order
      .map((isOne) => free.findLast(({ column }) => isOne(column)))
      .find((found) => found !== undefined);
    if (leaver === undefined) break;
    staying.delete(leaver);
    gone.push(leaver);
  }
  for (const one of gone.reverse()) {
    staying.add(one);
    if (isTooWide()) staying.delete(one);
  }
  return all.filter((one) => staying.has(one));
}

/** Whether a name repeats an earlier column in every row: most lines are called by their SKU. */
function isRepeat({ column: { name, cells } }: Least, { column: earlier }: Least): boolean {
  if (!NAMES.includes(name) || !NAMES.includes(earlier.name)) return false;
  return cells.every((cell, i) => cell === earlier.cells[i]);
}

/** The same columns, with texts wrapped at each word if they would be too wide otherwise. */
function tightened(staying: readonly Least[], available: number): readonly Least[] {
  if (sumOf(staying.map(({ least }) => least)) <= available) return staying;
  return staying.map((one) => ({ ...one, least: one.tight }));
}

/** Whether every row is empty or zero. */
function isIdle({ cells }: Laid): boolean {
  return cells.every((cell) => /^(-|-?\$?0(\.0+)?)$/.test(cell.trim()));
}

/** Least width of a column: the longest word of its title, a whole number, a wrapped text. */
function narrowest({ title, cells, isRight }: Laid): { least: number; tight: number } {
  const words = isRight ? cells : cells.flatMap((cell) => cell.split(' '));
  const longest = isRight ? widestOf(cells) : Math.min(widestOf(words), LONGEST_WORD);
  const text = isRight ? 0 : Math.min(widestOf(cells), NARROWEST_TEXT);
  const tight = Math.max(longest, widestOf(title.flatMap(wordsOf)));
  return { least: Math.max(tight, text), tight };
}

/** Widths, with the remaining space given to the text that needs most. */
function shared(staying: readonly Least[], available: number): number[] {
  const widths = staying.map(({ least }) => least);
  const lacks = staying.map(({ column, least }) => widestOf(column.cells) - least);
  for (let room = available - sumOf(widths); room > 0; room--) {
    const most = lacks.indexOf(Math.max(...lacks));
    if ((lacks[most] ?? 0) <= 0) break;
    widths[most] = (widths[most] ?? 0) + 1;
    lacks[most] = (lacks[most] ?? 0) - 1;
  }
  return widths;
}

function given(column: Laid, width: number): Laid {
  const title: string[] = [];
  for (const word of column.title.flatMap(wordsOf)) {
    const longer = `${title.at(-1)}_${word}`;
    if (title.length > 0 && widestOf([longer]) <= width) title[title.length - 1] = longer;
    else title.push(word);
  }
  return { ...column, width, title };
}

function wordsOf(title: string): string[] {
  return title.split(/_+(?=[^_])/);
}

function sumOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1));
}
