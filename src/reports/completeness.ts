import type { Period } from '../period.ts';
import { instantText } from '../rows.ts';

/** A period that runs has usage to now; one that lacks a day has it to that day only. */
export function completenessOf(period: Period): string {
  const to = instantText(period.usage_complete_at);
  if (!period.is_complete)
    return `${period.is_running ? 'running, ' : ''}usage complete to ${to} only`;
  return period.is_running ? `running, usage to ${to}` : 'usage complete';
}
