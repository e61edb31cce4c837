import type { Client } from './client.ts';
import { elementsAt } from './json-text.ts';
import { type Refusal, Refused } from './refusal.ts';
import type { Shape } from './shape.ts';
import { DAY_MS, dayOf, instant, type Span } from './time.ts';

/** A row of an answer as received, with the few values that paging needs. */
export interface Row {
  text: string;
  dimensions: Readonly<Record<string, string | number>>;
  /** The UTC day that it is of. */
  day: string;
  isSampled: boolean;
}

export interface Page {
  rows: Row[];
  /** As many rows as the limit, so there may be more. */
  isFull: boolean;
  askedAt: Date;
}

/** The bounds of a span in the form of the dataset. */
export function windowFilter(
  { dataset }: Pick<Shape, 'dataset'>,
  { start, end }: Span,
): Record<string, string> {
  if (dataset.timeFilter === 'datetime') {
    return { datetime_geq: instant(start), datetime_lt: instant(end) };
  }
  if (start % DAY_MS === 0 && end % DAY_MS === 0) {
    return { date_geq: dayOf(start), date_lt: dayOf(end) };
  }
  return { datetimeHour_geq: instant(start), datetimeHour_lt: instant(end) };
}

/**
 * The filter for rows after a row in the order of `key`: `k1 > a, or k1 = a and k2 > b, or ...`. An
 * AND of single bounds, as in the documented example, would lose rows. See
 * https://developers.cloudflare.com/analytics/graphql-api/features/pagination/
 */
export function afterRow(key: readonly string[], { dimensions }: Row): Record<string, unknown> {
  return {
    OR: key.map((name, i) => ({
      ...Object.fromEntries(key.slice(0, i).map((equal) => [equal, dimensions[equal]])),
      [`${name}_gt`]: dimensions[name],
    })),
  };
}

/** The variables of a request about an account or a zone. */
export function variablesOf(
  tag: string,
  shape: Shape,
  span: Span,
  after?: Record<string, unknown>,
): Record<string, unknown> {
  const window = windowFilter(shape, span);
  const filter = after ? { AND: [window, after] } : window;
  const { scope } = shape.dataset;
  return { [`${scope}Tag`]: tag, filter, orderBy: shape.orderBy(), limit: shape.pageSize };
}

/**
 * Requests one page of an account or a zone. A refused field is left out, and the request is sent
 * again.
 * @throws Refused if leaving out fields does not help
 */
export async function askPage(
  client: Client,
  tag: string,
  shape: Shape,
  span: Span,
  after?: Record<string, unknown>,
): Promise<Page> {
  for (;;) {
    if (shape.refused !== undefined)
      throw new Refused({ reason: 'access', message: shape.refused });
    const query = shape.text;
    const limit = shape.pageSize;
    const variables = variablesOf(tag, shape, span, after);
    const answer = await client.graphql(query, variables);
    if (answer.refusal) {
      if (!forgive(shape, answer.refusal, query, limit)) throw new Refused(answer.refusal);
      continue;
    }
    const { dataset, scope } = shape.dataset;
    const texts = elementsAt(answer.text, ['data', 'viewer', `${scope}s`, 0, dataset]);
    if (!texts) {
      const reason = scope === 'zone' ? 'zone' : 'other';
      throw new Refused({ reason, message: `the answer names no ${scope}` });
    }
    const rows = texts.map(rowOf);
    return { rows, isFull: rows.length >= limit, askedAt: answer.askedAt };
  }
}

interface Interval {
  lower?: number;
  upper?: number;
}

function rowOf(text: string): Row {
  const { dimensions, date, avg, confidence } = JSON.parse(text) as {
    dimensions?: Row['dimensions'];
    date?: string;
    avg?: { sampleInterval?: number };
    confidence?: { sum?: Record<string, Interval>; count?: Interval };
  };
  const isApart = [...Object.values(confidence?.sum ?? {}), confidence?.count ?? {}].some(
    ({ lower, upper }) => (upper ?? 0) > (lower ?? upper ?? 0),
  );
  const isSampled = (avg?.sampleInterval ?? 1) > 1 || isApart;
  const own = dimensions ?? (date === undefined ? {} : { date });
  const day = String(own.date ?? own.datetimeHour ?? own.datetime).slice(0, 10);
  return { text, dimensions: own, day, isSampled };
}

/** Leaves out what an answer refused; false if that was the whole dataset, or is not known. */
function forgive(shape: Shape, refusal: Refusal, query: string, limit: number): boolean {
  if (shape.text !== query || shape.pageSize !== limit) return true;
  const { reason, message, pageSize } = refusal;
  if (reason === 'page' && pageSize !== undefined && pageSize > 0 && pageSize < limit) {
    shape.pageSize = pageSize;
    return true;
  }
  if (!['field', 'access', 'too_many_fields'].includes(reason)) return false;
  const named = shape.namedIn(message);
  if (named !== undefined) shape.drop(named, message);
  else if (reason !== 'access' && shape.has('confidence')) shape.drop('confidence', message);
  else if (reason === 'access') shape.refused = message;
  return shape.text !== query;
}
