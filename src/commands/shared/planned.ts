import type { PullPlan } from '../../sources/cloudflare/fetch.ts';
import { counted } from '../../words/counted.ts';

/**
 * What a pull would request: each query with its window and text, each REST path, then the total.
 */
export function planText(plan: PullPlan): string {
  const texts = new Set<string>();
  const questions = plan.queries.flatMap(({ shape, days, variables }) => {
    const [first, last] = [days[0], days.at(-1)];
    const window = first === last ? first : `${first} to ${last}`;
    const grain = shape.isHourly ? ', by hour' : '';
    const isNew = !texts.has(shape.text);
    texts.add(shape.text);
    return [
      `${shape.dataset.dataset} ${shape.slicing}: ${window}${grain}`,
      ...(isNew ? indented(shape.text) : indented(`query ${nameOf(shape.text)} as above`)),
      ...indented(`variables ${JSON.stringify(variables)}`),
    ];
  });
  const refused = plan.refused.map(
    ({ shape, days, why }) => `${shape.dataset.dataset}: ${days.length} day(s) refused, ${why}`,
  );
  return [
    ...questions,
    ...plan.lists.flatMap(({ name, paths }) => [
      `rest ${name}`,
      ...paths.flatMap((path) => indented(`GET ${path}`)),
    ]),
    ...refused,
    `${counted(plan.requests, 'request')} at least, ` +
      `about ${counted(plan.estimatedMinutes, 'minute')}`,
    '',
  ].join('\n');
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => `  ${line}`);
}

function nameOf(text: string): string {
  return /^query (\w+)/.exec(text)?.[1] ?? '';
}
