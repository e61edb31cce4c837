import { usageError } from '../../errors.ts';
import { renderDocument } from '../../reports/json.ts';
import type { RenderOptions, TextFormat } from '../../reports/render.ts';
import { checkPage, mapLines, ownedPage } from '../../reports/tenants-page.ts';
import type { MapCheck } from '../../tenants/check.ts';
import { PLAIN_SHAPE } from '../../tenants/map-shape.ts';
import type { Owned } from '../../tenants/show.ts';
import type { RowSet } from '../../words/rows.ts';
import { visible } from '../../words/visible.ts';
import type { Io } from './io.ts';
import { printRows } from './print-rows.ts';
import { tableWidth, wantsColour } from './terminal.ts';

interface Shown {
  format: TextFormat;
  raw: boolean;
}

/** Prints a check: as data, csv has the resources and json everything. */
export function printCheck(io: Io, check: MapCheck, shown: Shown): void {
  const { period, totals, resources, suggestions, notes } = check;
  const sections = { resources: resources.rows, suggestions: suggestions.rows, notes: notes.rows };
  if (shown.format === 'csv') printRows(io, resources, shown);
  else if (shown.format !== 'json') io.stdout.write(checkPage(check, optionsOf(io, shown)));
  else io.stdout.write(renderDocument({ ...aboutOf(period), totals, ...sections }));
}

/** Prints a tenant or a resource: as data, csv has the tenant's resources or the owners. */
export function printOwned(io: Io, owned: Owned, shown: Shown): void {
  const { period, kind, name, lines, resources } = owned;
  const rows = { lines: lines.rows, resources: resources?.rows ?? [] };
  if (shown.format === 'csv') printRows(io, resources ?? lines, shown);
  else if (shown.format !== 'json') io.stdout.write(ownedPage(owned, optionsOf(io, shown)));
  else io.stdout.write(renderDocument({ ...aboutOf(period), kind, name, ...rows }));
}

/** Prints what needs no database: kinds, the list of presets, or the line of one. */
export async function printKnown(
  io: Io,
  verb: 'kinds' | 'preset',
  { name, ...shown }: Shown & { name?: string | undefined },
): Promise<void> {
  const { readKnown } = await import('../../tenants/presets.ts');
  const rows = await readKnown(verb === 'kinds' ? 'kinds' : 'presets', name);
  if (name !== undefined) printLines(io, rows);
  else printRows(io, rows, shown);
}

/** Prints lines that can be appended to a tenant map of that shape. */
export function printLines(io: Io, rows: RowSet, shape = PLAIN_SHAPE): void {
  io.stdout.write(mapLines(rows, shape));
  const columns = visible(shape.columns.join(shape.delimiter));
  io.stderr.write(`Columns: ${columns}. Read each line before you load it.\n`);
}

/**
 * Dollars as typed: 5, 5.00 or 5.00usd.
 * @throws FlaretallyError E_TENANTS_USD
 */
export function dollarsOf(typed: string | undefined): string | undefined {
  if (typed === undefined) return undefined;
  const [, amount] = /^(\d{1,30}(?:\.\d{1,2})?)(?:usd)?$/i.exec(typed) ?? [];
  if (amount !== undefined) return amount;
  throw usageError('E_TENANTS_USD', `--max-unowned: "${typed}" is no amount`, 'write 5.00usd');
}

function aboutOf({ account, starts_on, ends_on }: MapCheck['period']) {
  return { account, period: { starts_on, ends_on } };
}

function optionsOf(io: Io, { format, raw }: Shown): RenderOptions {
  const hasColour = wantsColour(io.isStdoutTty, io.env);
  return { format, isRaw: raw, columns: tableWidth(io), hasColour };
}
