import { visibleLines } from '../../reports/visible.ts';
import type { FetchReport } from '../../sources/cloudflare/report.ts';

/** The result of a pull. It is complete if nothing that is needed is missing. */
export function pulledText(report: FetchReport): { text: string; isWhole: boolean } {
  let isWhole = true;
  const lines = report.datasets.flatMap(({ dataset, slicing, slices, notes, earliestDay }) => {
    const count = (outcome: string) => slices.filter((slice) => slice.outcome === outcome).length;
    const lacking = slices.filter(
      ({ outcome }) => outcome === 'refused' || outcome === 'truncated',
    );
    if (lacking.length > 0) isWhole = false;
    const why = lacking[0]?.why ? `: ${lacking[0].why}` : '';
    const from = earliestDay ? ` (kept from ${earliestDay})` : '';
    return [
      `${dataset} ${slicing}: ${count('fetched')} day(s) fetched, ${count('skipped')} saved before`,
      ...(lacking.length > 0 ? [`  ${lacking.length} day(s) not fetched${from}${why}`] : []),
      ...notes.map((note) => `  ${note}`),
    ];
  });
  const refused = report.lists.filter(({ outcome }) => outcome === 'refused');
  if (refused.some(({ isNeeded }) => isNeeded)) isWhole = false;
  const lists = refused.map(
    ({ name, why, permission, isOptional, isNeeded }) =>
      `rest ${name}: not fetched, ${why ?? ''}${permission ? ` (needs ${permission})` : ''}` +
      (isOptional ? ' (not every account has it: nothing is missing)' : '') +
      (isNeeded || isOptional ? '' : ' (it names nothing that is metered: nothing is missing)'),
  );
  const text = visibleLines([...lines, ...lists, `${report.requests} requests`, ''].join('\n'));
  return { text, isWhole };
}
