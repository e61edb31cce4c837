import type { Period } from '../period.ts';
import { instantText, type JsonCell, type RowSet } from '../words/rows.ts';

/** How complete the usage of a period is, in words. */
export function completenessOf(period: Period): string {
  const to = instantText(period.usage_complete_at);
  if (!period.is_complete) {
    const isNone = period.usage_complete_at === period.starts_at;
    const known = isNone ? 'usage complete on no day' : `usage complete to ${to} only`;
    return `${period.is_running ? 'running, ' : ''}${known}`;
  }
  return period.is_running ? `running, usage to ${to}` : 'usage complete';
}

/** A sentence where figures of a period are less than what was used, else nothing. */
export function knownOnly(period: Period | undefined): string[] {
  if (period === undefined || period.is_complete) return [];
  return [`Figures are of the usage that is known: ${completenessOf(period)}.`];
}

/** For an incomplete period: how many meters are complete, and how far the others are known. */
export function metersSay({ is_complete }: Period, { rows }: RowSet): string {
  if (is_complete || rows.length === 0) return '';
  const lacking = rows.filter((row) => row.days_missing !== null || row.days_suspect !== null);
  const far = new Map<string, JsonCell[]>();
  for (const { complete_to, meter } of lacking) {
    const to = complete_to === null ? 'not at all' : `to ${complete_to}`;
    far.set(to, [...(far.get(to) ?? []), meter ?? null]);
  }
  const parts = [...far].sort().map(([to, meters]) => `${to}: ${meters.join(', ')}`);
  const whole = `Complete meters: ${rows.length - lacking.length} of ${rows.length}`;
  return `${[whole, ...parts].join('; ')}.\n`;
}

/** The same for a program. */
export function meterCoverageOf(row: Readonly<Record<string, JsonCell>>) {
  const { meter, dataset, days_expected, days_complete, days_missing } = row;
  return {
    meter,
    dataset,
    days_expected: Number(days_expected),
    days_complete: Number(days_complete),
    days_missing: days_missing ?? [],
    days_suspect: row.days_suspect ?? [],
    complete_to: row.complete_to ?? null,
    evidence: row.evidence,
    lacks: row.lacks ?? null,
  };
}
