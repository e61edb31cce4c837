import { GraphQLError } from 'graphql';
import { toJson } from './json.ts';
import type { Answer } from './types.ts';

/** Seen live: `budget` (rate), `quota` (age, width, size), `authz` (plan, token). */
export type ErrorCode =
  | 'authz'
  | 'budget'
  | 'parse'
  | 'quota'
  | 'unavailable'
  | 'INTERNAL_SERVER_ERROR';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  authz: 403,
  budget: 429,
  parse: 400,
  quota: 400,
  unavailable: 503,
  INTERNAL_SERVER_ERROR: 200,
};

/** A refusal in the API's own words; `path` is filled in by the executor where it is left out. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly path: readonly string[] | undefined;

  constructor(code: ErrorCode, message: string, path?: readonly string[]) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

export interface GraphqlFailure {
  message: string;
  path?: readonly (string | number)[] | undefined;
  code?: string | undefined;
}

/** `{"data":null,"errors":[{message,path,extensions:{code,timestamp}}]}` */
export function graphqlFailure(status: number, errors: readonly GraphqlFailure[], now: Date) {
  const timestamp = now.toISOString();
  const body = {
    data: null,
    errors: errors.map(({ message, path, code }) => ({
      message,
      path: path?.map(String) ?? null,
      extensions: { ...(code ? { code } : {}), timestamp },
    })),
  };
  return { status, body: toJson(body) } satisfies Answer;
}

/**
 * One bad selection fails the whole document, so `data` is null whatever else worked.
 * @throws what is no refusal but a mistake in the stub
 */
export function refusedDocument(errors: readonly Error[], now: Date, errorsIn200: boolean): Answer {
  const refusals = errors.map((error) => refusalOf(error));
  const failures = refusals.map(({ message, path, code }) => ({ message, path, code }));
  const status = errorsIn200 ? 200 : STATUS[refusals[0]?.code ?? 'parse'];
  return graphqlFailure(status, failures, now);
}

function refusalOf(error: Error): Refusal {
  const isWrapped = error instanceof GraphQLError;
  const cause = (isWrapped && error.originalError) || error;
  const path = isWrapped ? error.path?.map(String) : undefined;
  if (cause instanceof Refusal) return new Refusal(cause.code, cause.message, cause.path ?? path);
  if (!(cause instanceof GraphQLError)) throw cause;
  const message = `query contains error, please review it and retry: ${error.message}`;
  return new Refusal('parse', message, path);
}

/** The envelope of a refused REST call. */
export function restFailure(status: number, code: number, message: string): Answer {
  const body = { result: null, success: false, errors: [{ code, message }], messages: [] };
  return { status, body: toJson(body) };
}

/** The envelope of a REST call that worked. */
export function succeed(result: unknown, resultInfo?: object): Answer {
  const more = resultInfo === undefined ? {} : { result_info: resultInfo };
  return {
    status: 200,
    body: toJson({ result, success: true, errors: [], messages: [], ...more }),
  };
}
