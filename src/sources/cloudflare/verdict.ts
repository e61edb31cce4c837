import type { FlaretallyError } from '../../errors.ts';
import { accountUnseen, type Permission, type Refusal, tokenError } from './refusal.ts';

/** What an answer means for its request. */
export type Verdict =
  | { kind: 'answer' }
  | { kind: 'refused'; refusal: Refusal }
  /** A `refusal` is what it comes to if it does not pass. */
  | { kind: 'retry'; why: string; waitMs?: number; refusal?: Refusal }
  | { kind: 'end'; error: FlaretallyError };

interface ApiError {
  message?: string;
  path?: unknown[] | null;
  code?: number;
  extensions?: { code?: string } | null;
}

/**
 * Temporary statuses: see
 * https://developers.cloudflare.com/support/troubleshooting/http-status-codes/
 */
const PASSING = new Set([
  408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 529, 530,
]);

/** How long a token is blocked if the answer does not say. */
const BLOCKED_MS = 300_000;

const MESSAGES: readonly [RegExp, Refusal['reason']][] = [
  [/older than/i, 'too_old'],
  [/time range|wider than|excessive resources/i, 'too_wide'],
  [/number of fields/i, 'too_many_fields'],
  [/limit must be positive/i, 'page'],
  [/authorized for that zone|zone identifier/i, 'zone'],
  [/does not have access|not entitled/i, 'access'],
  [/unknown (field|arg|enum)|cannot query field|must have no selection/i, 'field'],
];

/** What the GraphQL server says of a dataset that it cannot serve. */
const FAULT = 'INTERNAL_SERVER_ERROR';

const RATE = /rate limit|budget depleted|limit reached|exceeded its rate/i;
const BUSY =
  /try again later|too many queries in progress|unable to execute|internal server error/i;
const DENIED =
  /unauthorized|not authorized|authentication|invalid (api |access )?(token|request headers)/i;
/** Messages for a valid token with a wrong account id, or with somebody else's. */
const UNSEEN = /authorized for that account|object identifier is invalid|account identifier/i;

/**
 * Judges a JSON answer by its status and errors. It succeeded if the body has no errors. See
 * https://developers.cloudflare.com/analytics/graphql-api/errors/
 */
export function judge(status: number, body: unknown, permission: Permission): Verdict {
  const errors = errorsOf(body);
  const [first] = errors;
  const says = first?.message ?? (status >= 400 ? `HTTP ${status}` : 'an error without a message');
  const text = errors.map(({ message, path }) => `${message} ${path?.join('.') ?? ''}`).join(' ');
  const code = first?.extensions?.code;
  const isRefusal = MESSAGES.some(([pattern]) => pattern.test(text));
  if (UNSEEN.test(text)) return { kind: 'end', error: accountUnseen(says, permission) };
  if (status === 401) return { kind: 'end', error: tokenError(says, permission) };
  if (status === 403 && !isRefusal) return { kind: 'end', error: tokenError(says, permission) };
  if (status === 429 || code === 'budget' || RATE.test(text)) {
    return { kind: 'retry', why: says, ...waitOf(text, status === 429) };
  }
  if (errors.length === 0 && status < 300) return { kind: 'answer' };
  if (isRefusal) return { kind: 'refused', refusal: refusalOf(text.trim(), code) };
  // Some datasets always fail for some accounts: the others can still be fetched.
  if (code === FAULT && status < 300)
    return { kind: 'retry', why: says, refusal: refusalOf(says, code) };
  if (PASSING.has(status) || BUSY.test(text)) return { kind: 'retry', why: says };
  if (DENIED.test(text)) return { kind: 'end', error: tokenError(says, permission) };
  return { kind: 'refused', refusal: refusalOf(says, code) };
}

/** Judges an answer that is not JSON, or was cut off. */
export function judgeBroken(status: number, permission: Permission): Verdict {
  const says = `HTTP ${status}, not JSON`;
  if (status === 401 || status === 403) return { kind: 'end', error: tokenError(says, permission) };
  if (status < 300 || PASSING.has(status)) return { kind: 'retry', why: says };
  return { kind: 'refused', refusal: { reason: 'other', message: says } };
}

function errorsOf(body: unknown): ApiError[] {
  const { errors, success, result } = (body ?? {}) as Record<string, unknown>;
  const given = Array.isArray(errors) ? (errors as ApiError[]) : [];
  if (given.length > 0) return given;
  if (success === false) return [{ message: 'the answer says success: false without a reason' }];
  if (success === true && result === null) return [{ message: 'the answer has no result' }];
  return [];
}

function refusalOf(message: string, code: string | undefined): Refusal {
  const reason = MESSAGES.find(([pattern]) => pattern.test(message))?.[1] ?? 'other';
  const size = reason === 'page' ? /greater than (\d+)/.exec(message)?.[1] : undefined;
  return {
    reason,
    message,
    ...(code === undefined ? {} : { code }),
    ...(size === undefined ? {} : { pageSize: Number(size) }),
  };
}

/** Reads `try again after 5 minutes`. A budget used up without such a message takes as long. */
function waitOf(text: string, isBlocked: boolean): { waitMs?: number } {
  const minutes = /after (\d+) minutes?/i.exec(text)?.[1];
  if (minutes !== undefined) return { waitMs: Number(minutes) * 60_000 };
  return isBlocked && /budget|blocked/i.test(text) ? { waitMs: BLOCKED_MS } : {};
}
