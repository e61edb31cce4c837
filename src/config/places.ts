import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { Settings } from './schema.ts';

/** Moves one path from the folder of the file to the current folder. */
type Move = (path: string) => string;

/**
 * Paths in the file are from its own folder, so that a command means the same in any folder below
 * it. Here they become paths from `cwd`. Addresses (`r2://logs`) and absolute paths stay.
 */
export function fromHere(settings: Settings, file: string, cwd: string): Settings {
  const move: Move = (path) => {
    if (isAbsolute(path) || path === '-' || /^[a-z][a-z0-9+.-]*:\/\//i.test(path)) return path;
    const moved = relative(cwd, resolve(dirname(file), path)) || '.';
    return /[/\\]$/.test(path) && !/[/\\]$/.test(moved) ? `${moved}/` : moved;
  };
  const { db, queries, mapping, tenants, prices, policies, budgets, invoices, logs } = settings;
  const { pull, reports, notify } = settings;
  const all = (paths: string[] | undefined) => paths?.map(move);
  const one = (path: string | undefined) => (path === undefined ? undefined : move(path));
  return {
    ...settings,
    db: one(db),
    queries: one(queries),
    mapping: one(mapping),
    tenants: all(tenants),
    prices: all(prices),
    policies: all(policies),
    budgets: all(budgets),
    invoices: all(invoices),
    logs: all(logs),
    pull: pull && { ...pull, save: one(pull.save) },
    reports: reports && { ...reports, folder: one(reports.folder) },
    notify: notify && {
      ...notify,
      junit: one(notify.junit),
      prometheus: one(notify.prometheus),
    },
  };
}
