import { windowFilter } from './ask.ts';
import type { Shape } from './shape.ts';
import { instant, spanOfDay } from './time.ts';

/**
 * The result of a slice. `partial` ended in the middle, `truncated` had more rows than can be
 * requested.
 */
export type SliceStatus = 'complete' | 'truncated' | 'partial' | 'refused';

/** What a zone answered of a slice. */
export interface ZoneRows {
  /** Tag of the zone. */
  tag: string;
  /** Texts of its rows; none where it was refused. */
  rows: readonly string[] | undefined;
  /** There are more rows than these. */
  isTruncated: boolean;
  /** Why it was refused. */
  why?: string | undefined;
}

export interface SliceAnswer {
  account: string;
  shape: Shape;
  /** First and last day; equal for a slice of one day. */
  days: readonly [first: string, last: string];
  status: SliceStatus;
  askedAt: Date;
  /** The rows as received, as text. */
  rows: readonly string[];
  /** The rows of each zone, for a dataset that is requested per zone: `rows` is then empty. */
  zones?: readonly ZoneRows[];
  /** The error, if there was one. */
  why?: string | undefined;
}

/**
 * The text of an envelope: an answer with its request, all pages in one. If the rows reach the
 * limit, there may be more, so the envelope of a complete slice states a greater limit.
 */
export function envelopeText(slice: SliceAnswer): string {
  const { account, shape, days, status, zones, why } = slice;
  const [first, last] = days;
  const span = { start: spanOfDay(first).start, end: spanOfDay(last).end };
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
        ...(zones ? { zones: zones.map(({ tag }) => tag) } : {}),
        filter: windowFilter(shape, span),
        orderBy: shape.orderBy(),
        limit: limitOf(slice),
        start: instant(span.start),
        end: instant(span.end),
      },
    },
  };
  const data = status === 'refused' ? 'null' : `{"viewer":{${ownersText(slice)}}}`;
  const errors = errorsOf(slice);
  return closeEnvelope(head, `{"data":${data},"errors":${JSON.stringify(errors)}}`);
}

function limitOf({ shape, status, rows, zones }: SliceAnswer): number {
  const cut = zones?.filter(({ isTruncated }) => isTruncated) ?? [];
  if (cut.length > 0) return Math.min(...cut.map((zone) => zone.rows?.length ?? 0));
  const most = Math.max(rows.length, ...(zones ?? []).map((zone) => zone.rows?.length ?? 0));
  return status === 'complete' || zones ? Math.max(shape.pageSize, most + 1) : rows.length;
}

/** The account, or the zones, with their rows. */
function ownersText({ shape, rows, zones }: SliceAnswer): string {
  const key = JSON.stringify(shape.dataset.dataset);
  if (!zones) return `"accounts":[{${key}:${listText(rows)}}]`;
  const all = zones.map(
    ({ tag, rows: own }) => `{"zoneTag":${JSON.stringify(tag)},${key}:${listText(own)}}`,
  );
  return `"zones":[${all.join(',\n')}]`;
}

function listText(rows: readonly string[] | undefined): string {
  if (!rows) return 'null';
  return rows.length === 0 ? '[]' : `[\n${rows.join(',\n')}\n]`;
}

/** What is said of the slice, or of each zone by its place in the answer. */
function errorsOf({ shape, status, zones, why }: SliceAnswer) {
  if (status === 'refused' || (status === 'partial' && !zones)) return [{ message: why ?? status }];
  const { dataset } = shape.dataset;
  const refused = (zones ?? []).flatMap((zone, i) =>
    zone.rows ? [] : { message: zone.why ?? 'refused', path: ['viewer', 'zones', i, dataset] },
  );
  return refused.length > 0 ? refused : null;
}

/** The head and the answer as text. */
export function closeEnvelope(head: Readonly<Record<string, unknown>>, response: string): string {
  return `${JSON.stringify(head).slice(0, -1)},"response":${response}}\n`;
}
