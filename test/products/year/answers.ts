// The facts of a period as Cloudflare would answer them: an envelope a dataset and slicing.
import { readCatalog } from '../../../src/rules/catalog.ts';
import { slicingsOf } from '../../../src/sources/cloudflare/document.ts';
import { envelopeText } from '../../../src/sources/cloudflare/envelope.ts';
import { Shape } from '../../../src/sources/cloudflare/shape.ts';
import type { Dataset } from '../../../src/words/dataset.ts';
import { CELLS, type Cell } from './cells.ts';
import { daysOf, type Fact, PERIODS, type Period } from './world.ts';

export const ACCOUNT = 'f1a9e7a11f1a9e7a11f1a9e7a11f1a9e';

/** One row: its dimensions, and its figures by their paths. */
interface Row {
  dims: Readonly<Record<string, unknown>>;
  figures: Map<string, string>;
}

const LIMITS = {
  isEnabled: true,
  fields: undefined,
  maxFields: 99,
  maxPageSize: 10_000,
  maxDurationMs: Number.POSITIVE_INFINITY,
  notOlderThanMs: Number.POSITIVE_INFINITY,
};

/** Every dataset that has a fact at some time, also in periods without. */
export function* answersOf(world: readonly Fact[], period: Period): Generator<[string, string]> {
  const since = `${period.startsOn.slice(0, 7)}-01`;
  const near = world.filter(({ on }) => since <= on && on < period.endsOn);
  for (const dataset of readCatalog().datasets) {
    const cells = CELLS.filter((cell) => cell.dataset === dataset.dataset);
    if (cells.length === 0) continue;
    const isCounter = dataset.grain === 'row_date';
    // A counter begins on the first of a month, the year on the fourth.
    const isFirst = isCounter && period === PERIODS[0];
    const days = daysOf(isFirst ? since : period.startsOn, period.endsOn);
    const rows = isCounter ? counted(near, cells, days) : grouped(near, cells, days);
    for (const slicing of slicingsOf(dataset)) {
      const shape = new Shape(dataset, slicing, LIMITS, false);
      const text = envelopeText({
        ...{ account: ACCOUNT, shape, days: [days[0] ?? '', days.at(-1) ?? ''] },
        ...{ status: 'complete', askedAt: new Date('2027-01-09T06:00:00Z') },
        rows: (slicing === 'total' ? totals(dataset, rows) : rows).map((row) =>
          textOf(shape.paths(), row),
        ),
      });
      yield [`${dataset.dataset}-${slicing}-${period.startsOn}.json`, text];
    }
  }
}

/** Facts of one day and the same dimensions are one row. */
function grouped(world: readonly Fact[], cells: readonly Cell[], days: readonly string[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { on, kind, of, n } of world) {
    if (on < (days[0] ?? '') || on > (days.at(-1) ?? '')) continue;
    for (const cell of cells.filter((own) => own.kind === kind)) {
      const dims = { date: on, ...cell.dims, ...cell.resource(of) };
      add(rows, dims, [[cell.field, n, cell.parts]]);
    }
  }
  return [...rows.values()];
}

/** What counts up from the first of each month. */
function counted(world: readonly Fact[], cells: readonly Cell[], days: readonly string[]): Row[] {
  const [cell] = cells;
  if (cell === undefined) return [];
  const own = world.filter(({ kind }) => kind === cell.kind);
  return days.map((date) => {
    const since = own.filter(({ on }) => on.slice(0, 7) === date.slice(0, 7) && on <= date);
    const n = since.reduce((sum, fact) => sum + fact.n, 0n);
    return { dims: { date }, figures: new Map([[cell.field, String(n)]]) };
  });
}

/** The rows added up over what the total is not asked by. */
function totals({ dimensions }: Dataset, split: readonly Row[]): Row[] {
  const asked = dimensions.filter(({ inTotal }) => inTotal).map(({ dimension }) => dimension);
  const rows = new Map<string, Row>();
  for (const { dims, figures } of split) {
    const own = Object.entries(dims).filter(([name]) => name === 'date' || asked.includes(name));
    const parts = [...figures].map(([field, text]) => [field, micro(text), 6] as const);
    add(rows, Object.fromEntries(own), parts);
  }
  return [...rows.values()];
}

function add(
  rows: Map<string, Row>,
  dims: Row['dims'],
  parts: readonly (readonly [field: string, n: bigint, decimals: number])[],
): void {
  const key = JSON.stringify(dims);
  const row = rows.get(key) ?? { dims, figures: new Map() };
  for (const [field, n, decimals] of parts) {
    const before = micro(row.figures.get(field) ?? '0');
    row.figures.set(field, decimal(before + n * 10n ** BigInt(6 - decimals)));
  }
  rows.set(key, row);
}

/** `1.5` as 1,500,000, and back. */
function micro(text: string): bigint {
  const [whole = '', part = ''] = text.split('.');
  return BigInt(whole + part.padEnd(6, '0'));
}

function decimal(n: bigint): string {
  const [whole, part] = [n / 1_000_000n, n % 1_000_000n];
  return part === 0n ? String(whole) : `${whole}.${String(part).padStart(6, '0')}`;
}

/** A row as JSON, with the asked paths below `at` and numbers as they are written. */
function textOf(paths: readonly string[], row: Row, at = ''): string {
  const names = [...new Set(paths.map((path) => path.split('.')[0] ?? ''))];
  const parts = names.map((name) => {
    const inner = paths.filter((path) => path.startsWith(`${name}.`));
    const below = inner.map((path) => path.slice(name.length + 1));
    const own = `${at}${name}`;
    return `"${name}":${below.length > 0 ? textOf(below, row, `${own}.`) : leafOf(own, row)}`;
  });
  return `{${parts.join(',')}}`;
}

/** The figure at a path; bounds are as narrow as they can be. */
function leafOf(path: string, { dims, figures }: Row): string {
  if (path === 'date') return JSON.stringify(dims.date);
  if (path === 'dimensions.datetime') return JSON.stringify(`${dims.date}T12:00:00Z`);
  if (path.startsWith('dimensions.')) return JSON.stringify(dims[path.slice(11)] ?? '');
  if (path === 'avg.sampleInterval') return '1';
  if (path === 'confidence.level') return '0.95';
  const [, figure, end] = /^confidence\.(.+)\.(\w+)$/.exec(path) ?? [];
  if (end === 'sampleSize' || end === 'isValid') return '1';
  return figures.get(figure ?? path) ?? '0';
}
