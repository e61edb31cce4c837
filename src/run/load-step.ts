import { existsSync } from 'node:fs';
import { FlaretallyError, worstExit } from '../errors.ts';
import type { LoadResult } from '../load.ts';
import { objectsLoaded } from '../ops/read-runs.ts';
import { isDated } from '../sources/inputs/days.ts';
import type { FetchEvent } from '../sources/inputs/found.ts';
import { openPublished } from '../store/readable.ts';
import { type LoadedNew, loadNew, NOT_OF_A_FILE, NOTHING } from './load-new.ts';
import type { Watched } from './plan.ts';
import type { RunState, Step, StepEnd } from './world.ts';

/** A load of each kind of thing that people put somewhere. */
export function loadSteps(state: RunState): Step[] {
  return state.plan.watched.map((watched) => ({
    name: `load ${watched.what}`,
    isLoading: true,
    run: () => loadOf(state, watched),
  }));
}

async function loadOf(state: RunState, { paths }: Watched): Promise<StepEnd> {
  const { plan, world } = state;
  const { db, queries, waitMs, accounts } = plan;
  const { now, env, signal, tell } = world;
  const [only] = accounts.length === 1 ? accounts : [];
  const known = await objectsIn(db);
  const all: LoadedNew = { results: [], broken: [], unknown: [], taken: [] };
  for (const path of paths) {
    const options = {
      ...{ db, queries, waitMs, now, env, signal },
      account: only?.account,
      anchorDay: only?.anchorDay,
      plan: only?.plan,
      day: isDated(path) ? plan.day : undefined,
      mapping: plan.mapping,
      isKnown: (says: string, version: string) => known.has(`${says}\n${version}`),
      onEvent: (event: FetchEvent) => tell({ kind: 'fetching', event }),
    };
    const { results, broken, unknown, taken } = await loadNew([path], options).catch((error) =>
      without(path, error),
    );
    for (const result of results) tell({ kind: 'loaded', result });
    all.results.push(...results);
    all.broken.push(...broken);
    all.unknown.push(...unknown);
    all.taken.push(...taken);
  }
  state.objects.push(...objectsOf(all));
  return endOf(all);
}

/**
 * A folder in which nothing lies yet is no mistake. A path to nothing is one, or a bucket that
 * cannot be read, but it keeps no other path out.
 */
function without(path: string, error: unknown): LoadedNew {
  const none = { results: [], broken: [], unknown: [], taken: [] };
  if (!(error instanceof FlaretallyError) || NOT_OF_A_FILE.test(error.code)) throw error;
  return NOTHING.test(error.code) ? none : { ...none, broken: [{ file: path, error }] };
}

function endOf({ results, broken, unknown }: LoadedNew): StepEnd {
  const files = results.flatMap((result: LoadResult) => result.files);
  const loaded = files.filter(({ outcome }) => outcome === 'loaded').length;
  const others = files.filter(({ outcome }) => outcome === 'left out').length;
  const strange = files.filter(({ outcome }) => outcome === 'not recognised');
  const names = [...strange.map(({ path }) => path), ...unknown];
  const rejected = results.reduce((sum, { rejects }) => sum + rejects.length, 0);
  const parts = [
    loaded === 0 ? 'nothing new' : `${loaded} new file(s)`,
    ...(others > 0 ? [`${others} skipped`] : []),
    ...(rejected > 0 ? [`${rejected} row(s) rejected`] : []),
    ...(names.length > 0 ? [`of no kind that can be loaded: ${names.join(', ')}`] : []),
    ...broken.map(({ file, error }) => `${file} cannot be loaded: ${error.message}`),
  ];
  const [first] = broken;
  if (first === undefined) return { says: parts.join(', ') };
  const exit = worstExit(broken.map(({ error }) => error.exit));
  return { says: parts.join('; '), outcome: 'failed', exit, code: first.error.code };
}

function objectsOf({ taken }: LoadedNew): { source: string; version: string }[] {
  return taken.flatMap(({ says, version }) =>
    version === undefined ? [] : [{ source: says, version }],
  );
}

async function objectsIn(path: string): Promise<ReadonlySet<string>> {
  if (!existsSync(path)) return new Set();
  const db = await openPublished(path);
  try {
    return await objectsLoaded(db);
  } finally {
    db.close();
  }
}
