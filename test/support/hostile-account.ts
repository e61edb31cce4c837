// An account whose tenants have names that a report must show and never obey.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../../src/load.ts';
import { ACCOUNT, workerRow, writeAnswer } from './answers.ts';
import { nameFor, placeOnce } from './loaded.ts';

export const HOSTILE: readonly string[] = [
  '<script>document.title="owned"</script>',
  '"><img src=x onerror=alert(1)>',
  '=cmd()',
  '../../x',
  'x'.repeat(300),
  'חברה בע"מ (2)',
  'a\u202egnihton',
  'CON',
  'acme',
  'acme-2',
  'Acme',
  '&lt;b&gt;',
];

/** Names of tenants with a script each, and requests of it. */
export function namesAndRequests(names: readonly string[]): readonly [string, number][] {
  return names.map((name, i) => [name, 40_000_000 + 7_654_321 * (i + 1)]);
}

/**
 * Loads an account in which each tenant has a script of its own.
 * @returns the path of the database
 */
export async function loadTenants(folder: string, names = HOSTILE): Promise<string> {
  const days = ['2026-10-04', '2026-10-05', '2026-10-19'];
  const rows = namesAndRequests(names).flatMap(([, requests], i) =>
    days.map((day, d) => workerRow(day, `script-${i}`, requests * (d + 1))),
  );
  const answer = writeAnswer(folder, 'workers', {
    dataset: 'workersInvocationsAdaptive',
    from: '2026-10-04',
    to: '2026-11-04',
    capturedAt: '2026-11-05T06:00:00Z',
    rows,
  });
  const map = join(folder, 'tenants.csv');
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const lines = names.map((name, i) => `${quoted(name)},script,script-${i}`);
  writeFileSync(map, ['tenant,kind,value', ...lines, ''].join('\n'));
  const db = join(folder, 'tenants.duckdb');
  const now = new Date('2026-11-21T06:00:00Z');
  return placeOnce(nameFor('tenants', ...names), db, () =>
    load([answer, map], { db, account: ACCOUNT, anchorDay: 4, now }),
  );
}
