import { missed, outcomeOf } from '../../pull/outcome.ts';
import type { DatasetReport, FetchReport, ListReport } from '../../sources/cloudflare/report.ts';
import { counted } from '../../words/counted.ts';
import { visibleLines } from '../../words/visible.ts';

/** The result of a pull. It is complete if nothing that is needed is missing. */
export function pulledText(report: FetchReport): { text: string; isWhole: boolean } {
  const { unavailable, idle, told, refused, isWhole } = outcomeOf(report);
  const lines = [
    ...told.flatMap(linesOf),
    ...(idle.length > 0 ? [`no usage: ${namesOf(idle)}`] : []),
    ...(unavailable.length > 0 ? [`not given to this account: ${namesOf(unavailable)}`] : []),
    ...refusedLists(refused),
    counted(report.requests, 'request'),
    '',
  ];
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

function namesOf(datasets: readonly DatasetReport[]): string {
  return [...new Set(datasets.map(({ dataset }) => dataset))].join(', ');
}
