import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { WIDTHS } from './times.ts';
import type { Dim, Row } from './types.ts';

const DEMO = new URL('../../../fixtures/demo/', import.meta.url);

export const DEMO_ACCOUNT = '8f14e45fceea167a5a36dedd4bea2543';

interface SavedRow {
  /** A row of a counter has none: its day and figure stand beside each other. */
  dimensions?: Record<string, Dim>;
  date?: string;
  transformations?: number;
  count?: number;
  sum?: Record<string, number>;
  max?: Record<string, number>;
  avg?: { sampleInterval?: number };
}

/**
 * A story's saved answers as rows, each at the start of its hour or day. An answer of totals has
 * the same usage again.
 */
export function demoRows(folder: URL = DEMO): Row[] {
  const usage = new URL('usage/', folder);
  return readdirSync(usage)
    .sort()
    .flatMap((dataset) =>
      readdirSync(new URL(`${dataset}/`, usage))
        .filter((file) => !file.endsWith('-total.json'))
        .sort()
        .flatMap((file) => savedRows(dataset, new URL(`${dataset}/${file}`, usage))),
    );
}

function savedRows(dataset: string, file: URL): Row[] {
  const { account, response } = JSON.parse(readFileSync(file, 'utf8')) as {
    account: string;
    response: { data: { viewer: { accounts: Record<string, SavedRow[]>[] } } };
  };
  const rows = response.data.viewer.accounts[0]?.[dataset] ?? [];
  return rows.map((row) => {
    const { dimensions = { date: row.date ?? '' }, max, avg } = row;
    const { transformations, count } = row;
    const sum = transformations === undefined ? row.sum : { transformations };
    const times = Object.keys(dimensions).filter((name) => name in WIDTHS);
    const [finest = 'date'] = times.sort((a, b) => (WIDTHS[a] ?? 0) - (WIDTHS[b] ?? 0));
    const dims = Object.entries(dimensions).filter(([name]) => !(name in WIDTHS));
    return {
      dataset,
      account,
      at: new Date(String(dimensions[finest])).toISOString(),
      dims: Object.fromEntries(dims),
      ...(count === undefined ? {} : { count }),
      ...(sum ? { sum } : {}),
      ...(max ? { max } : {}),
      ...(avg?.sampleInterval === undefined ? {} : { sampleInterval: avg.sampleInterval }),
    };
  });
}

/** The lists of a story's REST answers, under the names that the stub's option `rest` takes. */
export function demoRest(folder: URL = DEMO) {
  const listIn = (file: string): object[] => {
    const path = new URL(`rest/${file}`, folder);
    if (!existsSync(path)) return [];
    const saved = JSON.parse(readFileSync(path, 'utf8'));
    const { result } = saved.response ?? saved;
    return result.buckets ?? result;
  };
  return {
    namespaces: listIn('durable-objects-namespaces.json'),
    scripts: listIn('workers-scripts.json'),
    kv: listIn('kv-namespaces.json'),
    d1: listIn('d1-databases.json'),
    r2: listIn('r2-buckets.json'),
    queues: listIn('queues.json'),
  };
}

/** So many objects of one namespace in one day, each with a row of requests and one of duration. */
export function objectRows(options: {
  objects: number;
  /** `2026-11-01` */
  day: string;
  namespaceId?: string;
  scriptName?: string;
}): Row[] {
  const { objects, day, namespaceId = 'f'.repeat(32), scriptName = 'crowd' } = options;
  return Array.from({ length: objects }, (_, i) => {
    const objectId = createHash('sha256').update(`${namespaceId}/${i}`).digest('hex');
    const at = new Date(Date.parse(day) + (i % 1440) * 60_000).toISOString();
    const [dims, activeTime] = [{ namespaceId, objectId, name: `object-${i}` }, 1_000_000 + i];
    const invocations: Row = {
      dataset: 'durableObjectsInvocationsAdaptiveGroups',
      at,
      dims: { ...dims, scriptName, type: 'http', status: 'success' },
      sum: { requests: 1 + (i % 7), errors: 0, responseBodySize: 100, wallTime: activeTime },
    };
    const periodic: Row = {
      dataset: 'durableObjectsPeriodicGroups',
      at,
      dims,
      sum: { activeTime, duration: (activeTime * 128) / 1e9, rowsRead: i % 11, rowsWritten: i % 3 },
    };
    return [invocations, periodic];
  }).flat();
}
