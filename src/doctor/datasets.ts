import type { Limits } from '../sources/cloudflare/limits.ts';
import { PERMISSIONS } from '../sources/cloudflare/refusal.ts';
import { counted } from '../words/counted.ts';
import type { Dataset } from '../words/dataset.ts';
import { groupsOf } from './groups.ts';
import { type Line, ok, warn } from './line.ts';

const DAY_MS = 86_400_000;

/** A month and some days: what is kept for less is lost if a whole period is pulled at its end. */
const PERIOD_DAYS = 35;

/** A line for each product: whether its datasets answer, and for how long they are kept. */
export function datasetLines(
  datasets: readonly Dataset[],
  limits: ReadonlyMap<string, Limits>,
  refused: ReadonlyMap<string, string>,
): Line[] {
  const groups = groupsOf(datasets, productOf);
  return [...groups].map(([product, own]) => {
    const names = own.map(({ dataset }) => dataset);
    const denied = names.filter(
      (name) => refused.has(name) || limits.get(name)?.isEnabled === false,
    );
    if (denied.length > 0) return refusedLine(product, own, denied, refused);
    return keptLine(product, own, limits);
  });
}

/** What a dataset is counted for, as meters are named; some are only observed. */
export function productOf({ meters, relation }: Dataset): string {
  return meters[0]?.meter.split('.')[0] ?? relation;
}

function refusedLine(
  product: string,
  own: readonly Dataset[],
  denied: readonly string[],
  refused: ReadonlyMap<string, string>,
): Line {
  const why = denied.map((name) => refused.get(name)).find((text) => text !== undefined);
  const says = `${denied.join(', ')}: ${why ?? 'not enabled for this account'}`;
  const isMissed = own.some((one) => denied.includes(one.dataset) && one.isEverywhere);
  if (!isMissed) return ok(product, `${says} (not every account has it)`);
  const fix =
    `see that the token has ${PERMISSIONS.analytics}; if so, ask Cloudflare why the account ` +
    'may not read it: without it usage is missing';
  return warn(product, says, fix);
}

function keptLine(
  product: string,
  own: readonly Dataset[],
  limits: ReadonlyMap<string, Limits>,
): Line {
  const all = own.flatMap(({ dataset }) => limits.get(dataset) ?? []);
  const note = all.find((one) => one.note !== undefined)?.note;
  const kept = Math.min(...all.map(({ notOlderThanMs }) => daysOf(notOlderThanMs)));
  const days = Math.min(...all.map(({ maxDurationMs }) => daysOf(maxDurationMs)));
  const count = counted(own.length, 'dataset');
  const says = `${count}; kept for ${span(kept)}, ${span(days)} a question`;
  if (note !== undefined) return ok(product, `${says}; ${note}`);
  if (kept >= PERIOD_DAYS) return ok(product, says);
  return warn(product, says, `pull at least every ${Math.max(1, Math.floor(kept / 2))} days`);
}

function daysOf(ms: number): number {
  return ms / DAY_MS;
}

function span(days: number): string {
  if (!Number.isFinite(days)) return 'an unknown time';
  return counted(Math.floor(days), 'day');
}
