import type { DocumentHead } from '../store/document-heads.ts';
import type { AnswerOutline, Json } from './answer-outline.ts';
import type { InputFile } from './files.ts';

/**
 * The facts of an outlined answer, as `documentHeads` reads them; undefined if its form is unusual
 * or it is an error.
 */
export function headOf({ path, digest, outline }: InputFile): DocumentHead | undefined {
  if (!outline) return undefined;
  const { head, key, shape } = outline;
  const { account, captured_at, dataset, request } = head;
  const { query, variables } = (request ?? {}) as Json;
  const [errors, own] = bodyOf(outline);
  const texts = [account, captured_at, dataset, query, own];
  const isPlain = texts.every((text) => text === undefined || typeof text === 'string');
  const isAnswered = errors === undefined || errors === null || isEmpty(errors);
  if (!isPlain || !isAnswered || shape.dimensions === null) return undefined;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    digest,
    path,
    account: text(account),
    captured_at: text(captured_at),
    dataset: text(dataset),
    query: text(query),
    variables: variables === undefined ? null : JSON.stringify(variables),
    asked_path: null,
    account_tag: text(own),
    has_accounts: true,
    is_zones: false,
    zone: null,
    place: 0,
    error_message: null,
    key,
    row_count: null,
    is_list: true,
    dimensions: shape.dimensions ? Object.keys(shape.dimensions) : null,
  };
}

/** Paths of errors beside the data, and of the account's id. */
function bodyOf({ head, path }: AnswerOutline): [errors: unknown, own: unknown] {
  const body = (path.length > 3 ? head.response : head) as Json;
  const { viewer } = body.data as Json;
  const [account] = (viewer as Json).accounts as Json[];
  return [body.errors, account?.accountTag];
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Whether an answer is of an account that it does not name. Without an outline it may name one. */
export function lacksAccount({ outline }: InputFile): boolean {
  if (!outline) return false;
  return typeof outline.head.account !== 'string' && typeof bodyOf(outline)[1] !== 'string';
}
