// An account on disk: an answer for each dataset with all days of its rows, and lists.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalog } from '../../../src/rules/catalog.ts';
import { Shape } from '../../../src/sources/cloudflare/shape.ts';
import type { Dataset } from '../../../src/words/dataset.ts';
import { namespace, saveList } from '../../support/small-account.ts';
import type { Row } from './row.ts';

/** What an account did: its rows by day, in order. */
export type Days = readonly (readonly [day: string, rows: readonly Row[]])[];

/** Results of the REST API by the name of their list, beside the namespaces that rows name. */
export type Lists = Readonly<Record<string, unknown>>;

const LIMITS = {
  isEnabled: true,
  fields: undefined,
  maxFields: 99,
  maxPageSize: 10_000,
  maxDurationMs: Number.POSITIVE_INFINITY,
  notOlderThanMs: Number.POSITIVE_INFINITY,
};

/** Writes the files below `folder`. Datasets that every account has answer also without rows. */
export function saveAccount(folder: string, account: string, days: Days, lists: Lists = {}): void {
  mkdirSync(folder, { recursive: true });
  const used = new Set(days.flatMap(([, rows]) => rows.map(({ dataset }) => dataset)));
  for (const dataset of readCatalog().datasets) {
    if (!dataset.isEverywhere && !used.has(dataset.dataset)) continue;
    const text = answerOf(dataset, account, days);
    writeFileSync(join(folder, `${dataset.dataset}.json`), text);
  }
  const all = { durable_objects_namespaces: namespacesOf(days), ...lists };
  for (const [list, result] of Object.entries(all)) {
    saveList(join(folder, `rest-${list}.json`), account, list, result, capturedAfter(days));
  }
}

/** Six hours after the last day. */
function capturedAfter(days: Days): string {
  return instant(Date.parse(days.at(-1)?.[0] ?? '') + 30 * 3_600_000);
}

/** One answer for all days. */
function answerOf(dataset: Dataset, account: string, days: Days): string {
  const own = days.flatMap(([day, rows]) =>
    rows.flatMap((row) => (row.dataset === dataset.dataset ? [{ day, row }] : [])),
  );
  const dimensions = dataset.dimensions.filter(({ isOnRequest }) => !isOnRequest);
  const shape = new Shape(
    { ...dataset, dimensions },
    'split',
    LIMITS,
    own.some(({ row }) => row.hour !== undefined),
  );
  const paths = shape.paths();
  const end = Date.parse(days.at(-1)?.[0] ?? '') + 86_400_000;
  const bounds = { start: `${days[0]?.[0]}T00:00:00Z`, end: instant(end) };
  return JSON.stringify({
    flaretally: 1,
    captured_at: capturedAfter(days),
    account,
    dataset: dataset.dataset,
    request: {
      query: shape.text,
      variables: {
        ...{ accountTag: account, ...bounds, limit: own.length + 1 },
        filter: { datetime_geq: bounds.start, datetime_lt: bounds.end },
      },
    },
    response: {
      data: {
        viewer: {
          accounts: [{ [dataset.dataset]: own.map(({ day, row }) => nested(paths, day, row)) }],
        },
      },
    },
  });
}

/** A row as in an answer, with all asked fields but bounds. */
function nested(paths: readonly string[], day: string, row: Row): Record<string, unknown> {
  const found: Record<string, Record<string, unknown>> = {};
  for (const path of paths) {
    const [group = '', name] = path.split('.');
    if (group === 'confidence') continue;
    const value = cellOf(path, day, row);
    if (name === undefined) Object.assign(found, { [group]: value });
    else found[group] = { ...found[group], [name]: value };
  }
  return found;
}

function cellOf(path: string, day: string, { dims, figures, hour }: Row): unknown {
  const time = `${day}T${String(hour ?? 12).padStart(2, '0')}:00:00Z`;
  if (path === 'date' || path === 'dimensions.date') return day;
  if (path === 'dimensions.datetimeHour' || path === 'dimensions.datetime') return time;
  if (path === 'avg.sampleInterval') return 1;
  if (path.startsWith('dimensions.')) return dims[path.slice(11)] ?? '';
  return figures[path] === undefined ? 0 : figures[path];
}

/** The namespaces of all objects; those with 4 KB units are not on SQLite. */
function namespacesOf(days: Days) {
  const isSqlite = new Map<string, boolean>();
  for (const { dims, figures } of days.flatMap(([, rows]) => rows)) {
    const { namespaceId } = dims;
    if (typeof namespaceId !== 'string' || dims.objectId === undefined) continue;
    const units = (figures['sum.storageReadUnits'] ?? 0) + (figures['sum.storageWriteUnits'] ?? 0);
    isSqlite.set(namespaceId, units === 0 && isSqlite.get(namespaceId) !== false);
  }
  return [...isSqlite].map(([id, is]) => {
    const name = Buffer.from(id.replace(/^(00)+/, ''), 'hex').toString();
    return namespace(id, name, 'app', is);
  });
}

function instant(ms: number): string {
  return new Date(ms).toISOString().replace('.000', '');
}
