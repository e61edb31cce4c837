import type { Answer } from './client.ts';
import { textAt } from './json-text.ts';
import type { RestList } from './list.ts';

/**
 * The list of a script's deployments. A script that was used may have been deleted since. See
 * https://developers.cloudflare.com/api/resources/workers/subresources/scripts/
 */
export function deploymentsOf(script: string): RestList {
  return {
    name: 'workers_deployments',
    script,
    product: 'workers',
    path: `/workers/scripts/${encodeURIComponent(script)}/deployments`,
    permission: 'scripts',
    at: ['result', 'deployments'],
    paging: 'none',
    isOptional: true,
    hides: ['author_email'],
  };
}

/** Answers without the fields that are not kept. */
export function withoutHidden({ at, hides }: RestList, answers: readonly Answer[]): Answer[] {
  if (hides === undefined) return [...answers];
  return answers.map((answer) => {
    const rows = JSON.parse(textAt(answer.text, at) ?? 'null') as unknown;
    const shown = JSON.stringify(rows, (key, value: unknown) =>
      hides.includes(key) ? undefined : value,
    );
    const text = at.reduceRight((inner, key) => `{${JSON.stringify(key)}:${inner}}`, shown);
    return { ...answer, text };
  });
}
