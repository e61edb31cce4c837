import { afterRow, type Page, type Row } from './ask.ts';
import { type Refusal, Refused } from './refusal.ts';
import type { Shape } from './shape.ts';
import { DAY_MS, daysIn, halve, type Span, spanOfDay } from './time.ts';

/** Receives rows in the order of time. */
export interface Sink {
  add(rows: readonly Row[], askedAt: Date): void;
  /** No more rows before `at` will come. */
  upTo(at: number): Promise<void>;
  /** There are more rows than can be requested. */
  truncated(span: Span, why: string): void;
  refused(span: Span, refusal: Refusal): Promise<void>;
}

export type Ask = (span: Span, after?: Record<string, unknown>) => Promise<Page>;

/**
 * Fetches every row of a span. Rows are ordered by a unique key with the time first, so a full page
 * is continued after its last row and nothing is thrown away. A span is halved if there is no
 * unique key, or if Cloudflare finds it too wide. A sampled answer is requested again by day, and
 * in halves as long as they reduce sampling: a narrower window has a finer sample. See
 * https://developers.cloudflare.com/analytics/sampling/
 */
export async function bringRows(ask: Ask, shape: Shape, span: Span, sink: Sink): Promise<void> {
  if (
    span.end - span.start > shape.limits.maxDurationMs &&
    (await inHalves(ask, shape, span, sink))
  )
    return;
  let first: Page;
  try {
    first = await ask(span);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { reason } = error.refusal;
    const isWide =
      reason === 'too_wide' || (reason === 'too_old' && span.end - span.start > DAY_MS);
    if (isWide && (await inHalves(ask, shape, span, sink))) return;
    return sink.refused(span, error.refusal);
  }
  if (span.end - span.start > DAY_MS && first.rows.some(({ isSampled }) => isSampled)) {
    return inDays(ask, shape, span, sink, first);
  }
  if (!first.isFull) return deliver(first, span, sink);
  if (shape.dataset.sampling === 'adaptive' && span.end - span.start <= DAY_MS) {
    const rest = await thin(ask, span, sink);
    if (rest) return bringRows(ask, shape, rest, sink);
  }
  const key = shape.key();
  if (key) return keyset(ask, { key, span, sink, first });
  if (await inHalves(ask, shape, span, sink)) return;
  sink.truncated(
    span,
    `more than ${first.rows.length} rows in an hour, without a field to page by`,
  );
  return deliver(first, span, sink);
}

async function deliver(page: Page, span: Span, sink: Sink): Promise<void> {
  sink.add(page.rows, page.askedAt);
  await sink.upTo(span.end);
}

async function inHalves(ask: Ask, shape: Shape, span: Span, sink: Sink): Promise<boolean> {
  const halves = halve(span);
  for (const half of halves ?? []) await bringRows(ask, shape, half, sink);
  return halves !== undefined;
}

/** Requests the days that were sampled or may be incomplete again, a day at a time. */
async function inDays(ask: Ask, shape: Shape, span: Span, sink: Sink, first: Page): Promise<void> {
  for (const day of daysIn(span)) {
    const own = spanOfDay(day);
    const rows = first.rows.filter((row) => row.day === day);
    const isFine = !first.isFull && !rows.some(({ isSampled }) => isSampled);
    if (isFine) await deliver({ ...first, rows }, own, sink);
    else await bringRows(ask, shape, own, sink);
  }
}

/**
 * Requests the first half of a full span, and the second half if that helped. If the first half is
 * full as well, objects are active all day, and halves would only repeat the same rows.
 */
async function thin(ask: Ask, span: Span, sink: Sink): Promise<Span | undefined> {
  const halves = halve(span);
  if (!halves) return undefined;
  const probe = await ask(halves[0]);
  if (probe.isFull) return undefined;
  await deliver(probe, halves[0], sink);
  return halves[1];
}

interface Walk {
  key: readonly string[];
  span: Span;
  sink: Sink;
  first: Page;
}

async function keyset(ask: Ask, { key, span, sink, first }: Walk): Promise<void> {
  const seen = new Set<string>();
  for (let page = first; ; ) {
    const fresh = page.rows.filter((row) => {
      const id = JSON.stringify(key.map((name) => row.dimensions[name]));
      return !seen.has(id) && seen.add(id);
    });
    sink.add(fresh, first.askedAt);
    if (!page.isFull) return sink.upTo(span.end);
    const last = page.rows.at(-1);
    const reached = Date.parse(String(last?.dimensions[key[0] ?? '']));
    if (!last || fresh.length === 0 || key.some((name) => last.dimensions[name] == null)) {
      sink.truncated(
        { start: reached || span.start, end: span.end },
        'the pages end before the data does',
      );
      return sink.upTo(span.end);
    }
    if (reached > span.start) await sink.upTo(reached);
    page = await ask(span, afterRow(key, last));
  }
}
