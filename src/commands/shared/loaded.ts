import type { IdleRow, LoadedInvoice } from '../../load/loaded.ts';
import type { ReplacedMap } from '../../load/replaced-maps.ts';
import type { Unreplaced } from '../../load/unreplaced.ts';
import type { LoadedFile, LoadResult } from '../../load.ts';
import { usd } from '../../money.ts';
import { KIND_SAYS, KINDS } from '../../sources/detect.ts';
import type { Undone } from '../../undo.ts';
import { visible } from '../../words/visible.ts';
import { missingFieldsText, unjudgedText } from './missing-fields.ts';

/** How many rejected rows and unknown files are named; the others are counted. */
const NAMED = 3;

/** Characters of a digest that are shown. */
const SHOWN = 12;

const EXCLUSIVE = 'taken as the day after the last: no billing period is a month and a day long';

const MAP = 'report tenant_map';

const LOG_NOTES = [
  ['duplicates', 'log event(s) were delivered more than once: each is counted once'],
  [
    'late_events',
    'log event(s) are too late to be compared with earlier files: they may count twice',
  ],
  [
    'summed_events',
    'log event(s) came as partial sums: an event that another file has too counts twice',
  ],
  ['truncated_records', 'log record(s) have messages that the exporter cut off'],
] as const;

/** A command on the same database, as a person would have to type it. */
type Again = (command: string, isDated: boolean) => string;

/** The result of a load, a line per kind, then everything that was not loaded as it was. */
export function loadedText(result: LoadResult, again: Again): string {
  const { files, plans, maps, lacks, unjudged, replaced, unreplaced, skipped } = result;
  const { invoices, rejects, idle, logs, late } = result;
  const lines = KINDS.flatMap((kind) => {
    const own = files.filter((file) => file.kind === kind);
    if (own.every(({ outcome }) => outcome === 'left out')) return [];
    const fresh = own.filter(({ outcome }) => outcome === 'loaded');
    const before = own.filter(({ outcome }) => outcome === 'already loaded').length;
    const known = before === 0 ? '' : `, ${before} loaded before`;
    const read = kind === 'invoice' ? invoices.flatMap(invoiceText) : [];
    return [`${KIND_SAYS[kind]}: ${fresh.length} file(s)${known}`, ...read];
  });
  const unrecognised = files.filter(({ outcome }) => outcome === 'not recognised');
  const rejected = rejects.map((r) => `${r.source_file} row ${r.line}: ${r.reason}`);
  return [
    ...lines,
    ...(result.isFullBuild
      ? ['the database was built by other rules: everything was computed again']
      : []),
    ...plans.map(
      ({ account, before, plan }) =>
        `plan of ${account}: ${plan}, before ${before}; it now holds for all billing periods, ` +
        'ended ones too',
    ),
    ...named('invoice(s) loaded before are replaced', replaced),
    ...unreplaced.flatMap((one) => unreplacedText(one, again)),
    ...maps.flatMap(mapText),
    ...LOG_NOTES.filter(([field]) => logs[field] !== '0').map(
      ([field, s]) => `${logs[field]} ${s}`,
    ),
    ...unknownsText(logs.unknowns, again),
    ...missingFieldsText(lacks),
    ...unjudgedText(unjudged),
    ...leftOut(skipped),
    ...lateText(late),
    ...named('file(s) skipped, of no kind that can be loaded', unrecognised.map(pathOf)),
    ...named(
      'row(s) rejected and listed in report.rejects',
      rejected,
      again('report rejects', false),
    ),
    ...named('row(s) give nothing to a tenant', idle.map(idleText), again(MAP, false)),
    '',
  ]
    .map(visible)
    .join('\n');
}

function unknownsText(count: string, again: Again): string[] {
  if (count === '0') return [];
  const report = again('report log_unknowns', false);
  return [`${count} kind(s) and field(s) of log files are unknown: ${report}`];
}

function lateText(late: LoadResult['late']): string[] {
  return named(
    'file(s) of closed periods that were pruned: what was closed stays, and nothing is corrected',
    late.map(({ source_file, period_id }) => `${source_file}: ${period_id}`),
  );
}

/** The figures read from an invoice, for comparison with the document. */
function invoiceText(invoice: LoadedInvoice): string[] {
  const { invoice_number, kind, starts_on, ends_on, lines, subtotal_usd, page_fault } = invoice;
  const name = invoice_number ?? 'without a number';
  const days = starts_on && ends_on ? `${starts_on} to ${ends_on} (end exclusive), ` : '';
  const threshold = kind === 'regular' ? '' : `${kind} invoice, `;
  const read = `  ${name}: ${threshold}${days}${lines} line(s), subtotal ${usd(subtotal_usd)}`;
  return [
    read,
    ...(page_fault === null ? [] : [`    ${page_fault}; its lines make its subtotal`]),
    ...(invoice.unplaced_lines === '0' ? [] : [unplacedText(invoice.unplaced_lines)]),
    ...(invoice.is_end_exclusive ? [`    it prints ${ends_on} as the end, ${EXCLUSIVE}`] : []),
  ];
}

function unplacedText(lines: string): string {
  return (
    `    ${lines} line(s) are of no known billing period, and compared with nothing: load the ` +
    'usage of that period, or state it with reconcile --period FROM..TO'
  );
}

/** Why an invoice that was to replace others did not, and what takes those back. */
function unreplacedText({ path, beside }: Unreplaced, again: Again): string[] {
  const ids = beside.map(({ load_id }) => load_id.slice(0, SHOWN)).join(' ');
  const why = `--replace did nothing: ${path} was loaded before with the same content`;
  if (beside.length === 0) return [`${why}, and counts as it did; give the changed file`];
  const names = beside.map(({ name }) => name);
  return [
    `${why}, and these invoices count beside it: ${names.join(', ')}`,
    `  to take them back: ${again(`load undo ${ids}`, false)}`,
  ];
}

/** What the previous map assigned to a tenant and this one does not. */
function mapText({ account, rows_before, rows, gone, tenants }: ReplacedMap): string[] {
  const counts = `${rows} row(s) replace ${rows_before}`;
  const what = `row(s) of the earlier tenant map of ${account} are gone: ${counts}`;
  return [...named(what, gone), ...named('tenant(s) no longer have a row', tenants)];
}

function idleText({ line, kind, value, says }: IdleRow): string {
  return `row ${line}, ${kind} ${value}: ${says}`;
}

/** The first few by name, how many more there are, and the command that shows all. */
function named(what: string, all: readonly string[], command?: string): string[] {
  if (all.length === 0) return [];
  const rest = command === undefined ? '' : `: ${command}`;
  const more = all.length > NAMED ? [`  and ${all.length - NAMED} more${rest}`] : [];
  return [`${all.length} ${what}:`, ...all.slice(0, NAMED).map((one) => `  ${one}`), ...more];
}

/** What was skipped, a line per reason: a month of one dataset is one line and not thirty. */
function leftOut(skipped: LoadResult['skipped']): string[] {
  const groups = new Map<string, string[]>();
  for (const { path, error } of skipped) {
    const why = error.why === undefined ? '' : `: ${error.why}`;
    const reason = `${error.message.replace(path, '')}${why}`;
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

/** The undone files, a line each, and the invoices that count again. */
export function undoneText({ loads, restored }: Undone): string {
  const named = (l: { source_file: string; load_id: string }) =>
    `${l.source_file} (${l.load_id.slice(0, SHOWN)})`;
  const lines = [
    ...loads.map((l) => {
      const without = l.is_replaced ? ', which another invoice had replaced' : '';
      return `undone: ${named(l)}${without}`;
    }),
    ...restored.map((one) => `counts again: ${named(one)}, which ${one.replaced_by} had replaced`),
  ];
  return lines.map((line) => `${visible(line)}\n`).join('');
}
