import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const ACCOUNT = '0123456789abcdef0123456789abcdef';

type Row = Readonly<Record<string, Readonly<Record<string, string | number>>>>;

/**
 * An answer as `pull` saves it: a slice of a dataset, half-open days, with the time of its receipt.
 */
export interface Answer {
  dataset: string;
  from: string;
  to: string;
  capturedAt: string;
  rows?: readonly Row[];
  /** The API refused: the answer has no rows. */
  error?: string;
}

/** Writes the answer below `folder` and returns its path. */
export function writeAnswer(folder: string, name: string, answer: Answer): string {
  const { dataset, from, to, capturedAt, rows = [], error } = answer;
  const path = join(folder, `${name}.json`);
  const dimensions = Object.keys(rows[0]?.dimensions ?? { date: '' }).join(' ');
  const query = `query Usage($a: string!, $start: Date!, $end: Date!) {
    viewer { accounts(filter: { accountTag: $a }) {
      ${dataset}(filter: { date_geq: $start, date_lt: $end }, limit: 10000) { dimensions { ${dimensions} } }
    } } }`;
  const data = { viewer: { accounts: [{ [dataset]: rows }] } };
  const envelope = {
    flaretally: 1,
    captured_at: capturedAt,
    account: ACCOUNT,
    dataset,
    request: { query, variables: { a: ACCOUNT, start: from, end: to } },
    response: error === undefined ? { data } : { data: null, errors: [{ message: error }] },
  };
  writeFileSync(path, JSON.stringify(envelope));
  return path;
}

/** Requests of a Worker on a day. */
export function workerRow(date: string, scriptName: string, requests: number, status = 'success') {
  return {
    dimensions: { date, scriptName, status, usageModel: 'standard' },
    sum: { requests, cpuTimeUs: requests * 1000 },
    avg: { sampleInterval: 1 },
  };
}

/**
 * A trace event. One of an object has an entrypoint; the application's usage line names a tenant.
 */
export function logLine(event: {
  at: number;
  script: string;
  entrypoint: string;
  nonce: string;
  tenant: string | undefined;
}): string {
  const { at, script, entrypoint, nonce, tenant } = event;
  const usage = tenant === undefined ? [] : [JSON.stringify({ usage: { v: 1, t: tenant, o: '' } })];
  return JSON.stringify({
    EventTimestampMs: at,
    EventType: 'fetch',
    ScriptName: script,
    Entrypoint: entrypoint,
    Outcome: 'ok',
    Event: { RayID: nonce },
    Logs: usage.map((message) => ({ Level: 'log', Message: [message], TimestampMs: at })),
  });
}
