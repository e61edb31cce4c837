import { visibleLines } from '../../reports/visible.ts';
import type { DatasetReport, FetchReport, ListReport } from '../../sources/cloudflare/report.ts';

/** The result of a pull. It is complete if nothing that is needed is missing. */
export function pulledText(report: FetchReport): { text: string; isWhole: boolean } {
  const unavailable = report.datasets.filter(isUnavailable);
  const idle = report.datasets.filter(isIdle);
  const told = report.datasets.filter((own) => !unavailable.includes(own) && !idle.includes(own));
  const refused = report.lists.filter(({ outcome }) => outcome === 'refused');
  const lines = [
    ...told.flatMap(linesOf),
    ...(idle.length > 0 ? [`no usage: ${namesOf(idle)}`] : []),
    ...(unavailable.length > 0 ? [`not given to this account: ${namesOf(unavailable)}`] : []),
    ...refusedLists(refused),
    `${report.requests} requests`,
    '',
  ];
  const isWhole =
    !told.some((own) => missed(own).length > 0) && !refused.some(({ isNeeded }) => isNeeded);
  return { text: visibleLines(lines.join('\n')), isWhole };
}

/** Lists that are refused in the same words share a line. */
function refusedLists(lists: readonly ListReport[]): string[] {
  const names = new Map<string, string[]>();
  for (const list of lists) {
    const words = refusalOf(list);
    names.set(words, [...(names.get(words) ?? []), list.name]);
  }
  return [...names].map(([words, own]) => `rest ${own.join(', ')}: ${words}`);
}

function refusalOf({ why, permission, isOptional, isNeeded }: ListReport): string {
  const needs = permission ? ` (needs ${permission})` : '';
  if (isNeeded) return `not fetched, ${why ?? ''}${needs}`;
  const spared = isOptional ? 'not every account has it' : 'it names nothing that is used';
  return `not fetched, ${why ?? ''}${isOptional ? '' : needs} (${spared}: nothing is missing)`;
}

function linesOf(own: DatasetReport): string[] {
  const { dataset, slicing, slices, notes, earliestDay } = own;
  const count = (outcome: string) => slices.filter((slice) => slice.outcome === outcome).length;
  const lost = missed(own);
  const why = lost[0]?.why ? `: ${lost[0].why}` : '';
  const from = earliestDay ? ` (kept from ${earliestDay})` : '';
  return [
    `${dataset} ${slicing}: ${count('fetched')} day(s) fetched, ${count('skipped')} saved before`,
    ...(lost.length > 0 ? [`  ${lost.length} day(s) not fetched${from}${why}`] : []),
    ...notes.map((note) => `  ${note}`),
  ];
}

function missed({ slices }: DatasetReport) {
  return slices.filter(({ outcome }) => outcome === 'refused' || outcome === 'truncated');
}

/** Of a product that not every account has, and Cloudflare gives nothing of it to this one. */
function isUnavailable({ isEverywhere, slices }: DatasetReport): boolean {
  return !isEverywhere && slices.length > 0 && slices.every((slice) => slice.isUnavailable);
}

/** Of a product that not every account has, and without a row in all that is still kept. */
function isIdle({ isEverywhere, slices }: DatasetReport): boolean {
  const isEmpty = slices.every(
    ({ outcome, rows }) => rows === 0 && (outcome === 'fetched' || outcome === 'refused'),
  );
  return !isEverywhere && isEmpty && slices.some(({ outcome }) => outcome === 'fetched');
}

function namesOf(datasets: readonly DatasetReport[]): string {
  return [...new Set(datasets.map(({ dataset }) => dataset))].join(', ');
}
