import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Progress } from '../../../src/commands/shared/progress.ts';
import type { ProgressEvent } from '../../../src/sources/cloudflare/report.ts';

const event: ProgressEvent = {
  dataset: 'durableObjectsInvocationsAdaptiveGroups',
  slicing: 'split',
  slicesDone: 15,
  slicesTotal: 31,
  rows: 12_345,
  requests: 9,
  budgetLeft: 287,
  leftMs: 83_000,
};

const ESCAPE = '\u001b';
let text = '';
const out = {
  write(chunk: string | Uint8Array) {
    text += chunk;
  },
};
beforeEach(() => {
  text = '';
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

/** The lines that a terminal shows after all that was written. */
function screen(): string[] {
  const lines: string[] = [];
  let row = 0;
  for (const part of text.replaceAll(ESCAPE, '^').split(/(\^\[\d*[AK]|\n)/)) {
    const up = /^\^\[(\d+)A$/.exec(part)?.[1];
    if (up !== undefined) row -= Number(up);
    else if (part === '^[2K') lines[row] = '';
    else if (part === '\n') row++;
    else if (part !== '') lines[row] = `${lines[row] ?? ''}${part}`;
  }
  return lines;
}

test('on a terminal: a bar a dataset, then the budget and the time that are left', () => {
  const progress = new Progress(out, 80);
  progress.show(event);
  progress.show({ ...event, dataset: 'rest', slicing: undefined as never, slicesTotal: 15 });
  progress.end();
  expect(screen()).toEqual([
    '█████░░░░░░░ 15 of 31 days, 12345 rows durableObjectsInvocations split',
    '████████████ 15 of 15 lists, 12345 rows rest',
    '287 queries left in the budget, about 1:23 left',
  ]);
});

test('on a terminal a wait is counted down, and the foot comes back', () => {
  const progress = new Progress(out, 60);
  const until = new Date('2026-11-10T06:05:00Z');
  progress.show({ ...event, waitingUntil: until, waitMs: 300_000, why: 'rate limited' });
  expect(screen().at(-1)).toBe('waiting 5:00: rate limited');
  vi.advanceTimersByTime(61_000);
  expect(screen().at(-1)).toBe('waiting 3:59: rate limited');
  vi.advanceTimersByTime(240_000);
  expect(screen().at(-1)).toMatch(/^287 queries left/);
  expect(vi.getTimerCount()).toBe(0);
  expect(screen().every((line) => line.length <= 60)).toBe(true);
});

test('in a pipe: plain lines for what is done and for waits', () => {
  const progress = new Progress(out, undefined);
  progress.show(event);
  expect(text).toBe('');
  const until = new Date('2026-11-10T06:05:00Z');
  progress.show({ ...event, waitingUntil: until, waitMs: 300_000, why: 'rate limited' });
  progress.show({ ...event, slicesDone: 31 });
  progress.end();
  expect(text).toBe(
    'waiting until 06:05:00 UTC (5:00): rate limited\n' +
      'durableObjectsInvocations split: 31 of 31 days, 12345 rows, ' +
      '287 queries left in the budget, about 1:23 left\n',
  );
});
