import { windowFilter } from './ask.ts';
import type { Shape } from './shape.ts';
import { instant, spanOfDay } from './time.ts';

/**
 * The result of a slice. `partial` ended in the middle, `truncated` had more rows than can be
 * requested.
 */
export type SliceStatus = 'complete' | 'truncated' | 'partial' | 'refused';

export interface SliceAnswer {
  account: string;
  shape: Shape;
  /** First and last day; equal for a slice of one day. */
  days: readonly [first: string, last: string];
  status: SliceStatus;
  askedAt: Date;
  /** The rows as received, as text. */
  rows: readonly string[];
  /** The error, if there was one. */
  why?: string | undefined;
}

/**
 * The text of an envelope: an answer with its request, all pages in one. If the rows reach the
 * limit, there may be more, so the envelope of a complete slice states a greater limit.
 */
export function envelopeText(slice: SliceAnswer): string {
  const { account, shape, days, status, rows, why } = slice;
  const [first, last] = days;
  const span = { start: spanOfDay(first).start, end: spanOfDay(last).end };
  const limit = status === 'complete' ? Math.max(shape.pageSize, rows.length + 1) : rows.length;
  const head = {
    flaretally: 1,
    captured_at: instant(slice.askedAt.getTime()),
    account,
    dataset: shape.dataset.dataset,
    slice: {
      slicing: shape.slicing,
      grain: shape.isHourly ? 'hour' : 'day',
      status,
      notes: why === undefined ? shape.notes : [...shape.notes, why],
    },
    request: {
      query: shape.text,
      variables: {
        accountTag: account,
        filter: windowFilter(shape, span),
        orderBy: shape.orderBy(),
        limit,
        start: instant(span.start),
        end: instant(span.end),
      },
    },
  };
  const isError = status === 'refused' || status === 'partial';
  const errors = isError ? JSON.stringify([{ message: why ?? status }]) : 'null';
  const list = rows.length === 0 ? '[]' : `[\n${rows.join(',\n')}\n]`;
  const data =
    status === 'refused'
      ? 'null'
      : `{"viewer":{"accounts":[{${JSON.stringify(shape.dataset.dataset)}:${list}}]}}`;
  return closeEnvelope(head, `{"data":${data},"errors":${errors}}`);
}

/** The head and the answer as text. */
export function closeEnvelope(head: Readonly<Record<string, unknown>>, response: string): string {
  return `${JSON.stringify(head).slice(0, -1)},"response":${response}}\n`;
}
