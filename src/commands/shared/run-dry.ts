import { percentSays, usd } from '../../money.ts';
import { renderTerms } from '../../reports/terms.ts';
import type { RunPlan } from '../../run/plan.ts';
import { DATE, isDated } from '../../sources/inputs/days.ts';
import type { Io } from './io.ts';

/** What a run would do, a line for each thing. Of a secret it says whether it is set. */
export function dryRunText(plan: RunPlan, env: Io['env']): string {
  const { accounts, skipped, only, by, watched, day, notify, reports, tolerance } = plan;
  const isSet = (name: string) => `${name} (${env[name] ? 'set' : 'not set'})`;
  const lines: [string, string][] = [['database', plan.db]];
  const parts = [only && `only ${only.join(', ')}`, by && `by ${by.join(', ')}`].filter(Boolean);
  for (const { account, token } of skipped.includes('pull') ? [] : accounts) {
    const of = `account ${account ?? '(none named)'}, token ${isSet(token)}`;
    lines.push(['pull', ['the newest ended period and the running one', of, ...parts].join('; ')]);
  }
  for (const { what, paths } of skipped.includes('load') ? [] : watched) {
    const dated = paths.some(isDated) ? ` (${DATE} is ${day})` : '';
    lines.push([`load ${what}`, `what is new in ${paths.join(', ')}${dated}`]);
  }
  const within = tolerance && `${percentSays(tolerance.ratio)}, ${usd(tolerance.usd)}`;
  lines.push(['reconcile', `scenario ${plan.scenario}; tolerance ${within ?? 'none'}`]);
  if (!skipped.includes('forecast'))
    lines.push(['forecast', 'the running period, its budgets and what began to cost more']);
  if (!skipped.includes('check')) lines.push(['check', 'everything']);
  if (reports && !skipped.includes('report'))
    lines.push(['report', `${reports.forms.join(', ')} into ${reports.folder}`]);
  const channels = [
    notify.slack && `slack by ${isSet(notify.slack)}`,
    notify.webhook && `webhook by ${isSet(notify.webhook)}`,
    notify.githubSummary && 'summary of the GitHub step',
    notify.annotations && 'annotations',
    notify.junit && `JUnit into ${notify.junit}`,
    notify.prometheus && `Prometheus into ${notify.prometheus}`,
  ].filter(Boolean);
  if (channels.length > 0 && !skipped.includes('notify'))
    lines.push(['notify', `${channels.join('; ')}; webhooks on ${notify.on}`]);
  if (plan.waitMs > 0) lines.push(['wait', `${plan.waitMs / 1000} s for another writer`]);
  return renderTerms(lines);
}
