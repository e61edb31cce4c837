import type { IdleRow, LoadedInvoice } from '../../load/loaded.ts';
import type { ReplacedMap } from '../../load/replaced-maps.ts';
import type { LoadedFile, LoadResult } from '../../load.ts';
import { usd } from '../../money.ts';
import { visible } from '../../reports/visible.ts';
import { KIND_SAYS, KINDS } from '../../sources/detect.ts';
import type { UndoneLoad } from '../../undo.ts';
import { lacksTalk } from './lacks.ts';

/** Rejected rows and unknown files that are named; the rest are counted. */
const NAMED = 3;

const MAP = 'report tenant_map';

const LOG_NOTES = [
  ['duplicates', 'log event(s) were delivered more than once: each is counted once'],
  [
    'late_events',
    'log event(s) are too late to be compared with earlier files: they may count twice',
  ],
  ['truncated_records', 'log record(s) have messages that the exporter cut off'],
] as const;

/** A command of this program on the same database, as a person would have to type it. */
type Again = (command: string, isDated: boolean) => string;

/** What a load did, a line a kind, then whatever was not taken as it was. */
export function loadedTalk(result: LoadResult, again: Again): string {
  const { files, plans, maps, lacks, skipped, invoices, rejects, idle, logs } = result;
  const lines = KINDS.flatMap((kind) => {
    const own = files.filter((file) => file.kind === kind);
    if (own.every(({ outcome }) => outcome === 'left out')) return [];
    const fresh = own.filter(({ outcome }) => outcome === 'loaded');
    const before = own.filter(({ outcome }) => outcome === 'already loaded').length;
    const known = before === 0 ? '' : `, ${before} loaded before`;
    const read = kind === 'invoice' ? invoices.map(invoiceTalk) : [];
    return [`${KIND_SAYS[kind]}: ${fresh.length} file(s)${known}`, ...read];
  });
  const strangers = files.filter(({ outcome }) => outcome === 'not recognised');
  const rejected = rejects.map((r) => `${r.source_file} row ${r.line}: ${r.reason}`);
  return [
    ...lines,
    ...(result.isAnew
      ? ['the database was built by other rules: everything was computed again']
      : []),
    ...plans.map(
      ({ account, before, plan }) =>
        `plan of ${account}: ${plan}, before ${before}; it now holds for all billing periods, ` +
        'ended ones too',
    ),
    ...maps.flatMap(mapTalk),
    ...LOG_NOTES.filter(([field]) => logs[field] !== '0').map(
      ([field, s]) => `${logs[field]} ${s}`,
    ),
    ...(logs.unknowns === '0'
      ? []
      : [
          `${logs.unknowns} kind(s) and field(s) of log files are unknown: ` +
            again('report log_unknowns', false),
        ]),
    ...lacksTalk(lacks),
    ...leftOut(skipped),
    ...named('file(s) left out, nothing that can be loaded', strangers.map(pathOf)),
    ...named(
      'row(s) rejected and listed in report.rejects',
      rejected,
      again('report rejects', false),
    ),
    ...named('row(s) give nothing to a tenant', idle.map(idleTalk), again(MAP, false)),
    '',
  ]
    .map(visible)
    .join('\n');
}

/** What was read of an invoice, to be compared with the paper. */
function invoiceTalk(invoice: LoadedInvoice): string {
  const { invoice_number, kind, starts_on, ends_on, lines, subtotal_usd, page_fault } = invoice;
  const name = invoice_number ?? 'without a number';
  const days = starts_on && ends_on ? `${starts_on} to ${ends_on} (end exclusive), ` : '';
  const threshold = kind === 'regular' ? '' : `${kind} invoice, `;
  const read = `  ${name}: ${threshold}${days}${lines} line(s), subtotal ${usd(subtotal_usd)}`;
  return page_fault === null ? read : `${read}\n    ${page_fault}; its lines make its subtotal`;
}

/** What the map before gave to a tenant and this one does not. */
function mapTalk({ account, rows_before, rows, gone, tenants }: ReplacedMap): string[] {
  const counts = `${rows} row(s) replace ${rows_before}`;
  const what = `row(s) of the earlier tenant map of ${account} are gone: ${counts}`;
  return [...named(what, gone), ...named('tenant(s) no longer have a row', tenants)];
}

function idleTalk({ line, kind, value, says }: IdleRow): string {
  return `row ${line}, ${kind} ${value}: ${says}`;
}

/** The first of them by name, how many more there are, and the command that shows all. */
function named(what: string, all: readonly string[], command?: string): string[] {
  if (all.length === 0) return [];
  const rest = command === undefined ? '' : `: ${command}`;
  const more = all.length > NAMED ? [`  and ${all.length - NAMED} more${rest}`] : [];
  return [`${all.length} ${what}:`, ...all.slice(0, NAMED).map((one) => `  ${one}`), ...more];
}

/** What was left out, a line a reason: a month of one dataset is a line, not thirty. */
function leftOut(skipped: LoadResult['skipped']): string[] {
  const groups = new Map<string, string[]>();
  for (const { path, error } of skipped) {
    const reason = error.message.replace(path, '');
    groups.set(reason, [...(groups.get(reason) ?? []), path]);
  }
  return [...groups].map(([reason, [first = '', ...more]]) => {
    const others = more.length > 0 ? ` and ${more.length} more` : '';
    return `left out: ${first}${others}${reason}`;
  });
}

function pathOf({ path, hint }: LoadedFile): string {
  return hint === undefined ? path : `${path}: ${hint}`;
}

/** What was taken back, a line a file. */
export function undoneTalk(loads: readonly UndoneLoad[]): string {
  return loads
    .map((l) => `${visible(`taken back: ${l.source_file} (${l.load_id.slice(0, 12)})`)}\n`)
    .join('');
}
