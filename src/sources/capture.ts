import { createHash } from 'node:crypto';
import { usageError } from '../errors.ts';
import type { AnswerPart } from '../store/answer-rows.ts';
import type { DocumentHead } from '../store/document-heads.ts';
import type { InsertRow } from '../store/insert.ts';
import { besideRows, type Dataset } from '../words/dataset.ts';
import { askedOf } from './asked.ts';
import type { LoadContext } from './load-context.ts';
import { narrowedOf, narrowedTo } from './narrowed.ts';
import { dimensionsOf, limitOf, windowOf } from './window.ts';
import { askedAccount, zoneOf } from './zones.ts';

/** One selection of one saved answer. `part` locates its rows, `row` has its facts. */
export interface Capture {
  dataset: Dataset;
  part: AnswerPart;
  row: InsertRow;
}

/** The facts of a selection, from the answer and its request. */
export function captureOf(
  head: DocumentHead,
  dataset: Dataset,
  account: string,
  context: LoadContext,
): Capture {
  const key = head.key ?? dataset.dataset;
  const query = head.query ?? '';
  // Variables may be null in a request without any, and anything in a damaged one.
  const variables = (JSON.parse(head.variables ?? 'null') ?? {}) as Record<string, unknown>;
  const window = windowOf(query, key, variables);
  const isKnown = window.startsAt !== undefined && window.endsAt !== undefined;
  const dimensions = head.dimensions ?? dimensionsOf(query, key);
  const captured_at = head.captured_at ?? context.capturedAt ?? null;
  const { digest, place } = head;
  const which = place === 0 ? key : `${key}/${place}`;
  const hash = createHash('sha256').update(`${digest}/${account}/${which}`).digest('hex');
  const grouping = [...new Set([...dimensions, ...dimensionsOf(query, key)])];
  const zone = dataset.scope === 'zone' ? zoneOf(head) : null;
  const beside = besideRows(dataset).map(({ dimension }) => dimension);
  const capture_id = hash.slice(0, 32);
  const part = { digest, key, place, zone, capture_id, account, grouping };
  const row = {
    capture_id,
    load_id: digest,
    account,
    dataset: dataset.dataset,
    zone,
    grouping_key: [...dimensions, ...beside].sort().join(','),
    asked_fields: askedOf(query, key) ?? null,
    narrowed_by: narrowedOf(query, key, variables) ?? null,
    narrowed_to: narrowedTo(query, key, variables) ?? null,
    window_starts_at: isKnown ? window.startsAt : null,
    window_ends_at: isKnown ? window.endsAt : null,
    captured_at: captured_at?.replace('Z', '') ?? null,
    row_count: head.row_count ?? 0,
    row_limit: limitOf(query, key, variables),
    error_message: errorOf(head, zone),
    rejected_rows: 0,
    is_window_inferred: !isKnown,
    is_time_inferred: captured_at === null,
  };
  return { dataset, part, row };
}

/** Why the answer has no rows for the selection. An empty list of rows is not an error. */
function errorOf(head: DocumentHead, zone: string | null): string | null {
  if (head.error_message !== null) return head.error_message;
  if (!head.has_accounts) return 'the answer names no account';
  if (head.is_zones && head.key === null && zone !== null)
    return 'the answer does not name the zone';
  if (head.key === null && (!head.is_zones || head.place > 0))
    return `the ${head.is_zones ? 'zone' : 'account'} in the answer has no rows of any dataset`;
  return head.key === null || head.is_list ? null : `${head.key} is not a list of rows`;
}

/**
 * The account of an answer.
 * @throws FlaretallyError E_ACCOUNT_MISMATCH, E_ACCOUNT_NEEDED
 */
export function accountOf(head: DocumentHead, context: LoadContext): string {
  const own = head.account ?? head.account_tag ?? (head.is_zones ? askedAccount(head) : undefined);
  if (own === undefined) return context.requireAccount(head.path);
  if (context.account !== undefined && context.account !== own) {
    throw usageError(
      'E_ACCOUNT_MISMATCH',
      `${head.path} belongs to account ${own}, not to ${context.account}`,
      'leave --account out to load both accounts, or leave the file out',
    );
  }
  return own;
}
