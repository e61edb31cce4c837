import { type FlaretallyError, usageError } from '../errors.ts';
import type { DocumentHead } from '../store/document-heads.ts';
import type { Dataset } from '../words/dataset.ts';
import { argumentsOf } from './window.ts';

type Asked = Pick<DocumentHead, 'query' | 'variables'>;

/** The zone that an answer is of: as it says itself, else as its request asks for it. */
export function zoneOf(head: Asked & Pick<DocumentHead, 'zone'>): string | null {
  const filter = argumentsOf(head.query ?? '', 'zones') ?? '';
  const [, value] = /\bzoneTag\s*:\s*(\$\w+|"[^"]*")/.exec(filter) ?? [];
  return head.zone ?? (value === undefined ? null : textOf(value, head)) ?? null;
}

/** The account that the request of an answer of zones names, which has no place in the answer. */
export function askedAccount(head: Asked): string | undefined {
  return textOf('$accountTag', head);
}

/**
 * Why rows cannot be taken where they stand: E_ANSWER_SCOPE for a dataset that is asked of accounts
 * and stands in a zone, or the other way round; E_ZONE_NEEDED for a zone without its tag.
 */
export function misplaced(head: DocumentHead, dataset: Dataset): FlaretallyError | undefined {
  if (head.key === null) return undefined;
  const place = head.is_zones ? 'zone' : 'account';
  if (place !== dataset.scope)
    return usageError(
      'E_ANSWER_SCOPE',
      `${head.path}: ${dataset.dataset} of an ${place} is not metered`,
      `save what viewer.${dataset.scope}s answers`,
    );
  if (!head.is_zones || zoneOf(head) !== null) return undefined;
  return usageError(
    'E_ZONE_NEEDED',
    `${head.path} does not say which zone its ${dataset.dataset} is of`,
    'ask for zoneTag beside it, or save the answer together with its request',
  );
}

/** What a value of a request is: a variable's, or a text that is written out. */
function textOf(value: string, { variables }: Asked): string | undefined {
  if (!value.startsWith('$')) return value.slice(1, -1);
  const given = (JSON.parse(variables ?? 'null') ?? {}) as Record<string, unknown>;
  const own = given[value.slice(1)];
  return typeof own === 'string' ? own : undefined;
}
