import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Random } from './random.ts';
import { ROOT } from './temp.ts';

interface Answer {
  request?: { query?: string };
  response: { data: { viewer: { accounts: Record<string, unknown>[] } } };
}
type Row = Record<string, Record<string, unknown> | null>;

/** Datasets of one file that another dataset shows to be lacking. */
const IMPLIED = new Set(
  (
    parse(readFileSync(join(ROOT, 'queries/ref/dataset_siblings.csv')), {
      columns: true,
    }) as Record<string, string>[]
  ).flatMap(({ dataset, is_saved }) => (is_saved === 'true' ? dataset : [])),
);

/**
 * Removes a field or rows from the saved answers in `usage` and `rest` of a folder, and returns
 * what.
 */
export function takeOut(folder: string, random: Random): string {
  const usage = join(folder, 'usage');
  const dataset = random.pick(readdirSync(usage).sort());
  const days = readdirSync(join(usage, dataset)).sort();
  const day = random.pick(days);
  const some = random.chance(0.3) ? days : [day];
  const which = `${dataset} of ${some.length === 1 ? day : 'all days'}`;
  switch (random.int(0, 4)) {
    case 0:
      if (days.length === 1 && !IMPLIED.has(dataset)) return 'nothing: no other answer implies it';
      for (const file of some) rmSync(join(usage, dataset, file));
      return `no ${which}`;
    case 1:
      for (const file of some) edit(join(usage, dataset, file), (answer) => setList(answer, null));
      return `the list is null in ${which}`;
    case 2: {
      const emptied = random.chance(0.5) ? 'sum' : 'max';
      for (const file of some)
        edit(join(usage, dataset, file), (answer) => {
          for (const row of rowsOf(answer)) if (row[emptied]) row[emptied] = null;
        });
      return `${emptied} is null in ${which}`;
    }
    default: {
      const [first] = rowsOf(read(join(usage, dataset, day)));
      const group = first?.sum ? 'sum' : 'max';
      const field = random.pick(Object.keys(first?.[group] ?? {}).sort());
      const isAsked = random.chance(0.5);
      for (const file of some)
        edit(join(usage, dataset, file), (answer) => {
          for (const row of rowsOf(answer)) dropField(row, group, field, isAsked);
          if (!isAsked) unask(answer, field);
        });
      return `${group}.${field} ${isAsked ? 'is null' : 'was not asked for'} in ${which}`;
    }
  }
}

function dropField(row: Row, group: string, field: string, isAsked: boolean): void {
  const fields = row[group];
  if (!fields) return;
  if (isAsked) fields[field] = null;
  else delete fields[field];
  const bounds = (row.confidence as { sum?: Record<string, unknown> } | undefined)?.sum;
  if (bounds) delete bounds[field];
}

function unask(answer: Answer, field: string): void {
  const { request } = answer;
  if (request?.query) request.query = request.query.replace(new RegExp(`\\b${field}\\b`), '');
}

function rowsOf({ response }: Answer): Row[] {
  return Object.values(response.data.viewer.accounts[0] ?? {}).flatMap((list) =>
    Array.isArray(list) ? (list as Row[]) : [],
  );
}

function setList({ response }: Answer, list: null): void {
  const [account = {}] = response.data.viewer.accounts;
  for (const key of Object.keys(account)) if (Array.isArray(account[key])) account[key] = list;
}

function read(path: string): Answer {
  return JSON.parse(readFileSync(path, 'utf8')) as Answer;
}

function edit(path: string, change: (answer: Answer) => void): void {
  const answer = read(path);
  change(answer);
  writeFileSync(path, JSON.stringify(answer));
}
