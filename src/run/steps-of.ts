import { checkStep } from './check-step.ts';
import { forecastSteps } from './forecast-step.ts';
import { loadSteps } from './load-step.ts';
import { notifyStep } from './notify-step.ts';
import type { Skippable } from './plan.ts';
import { pullSteps } from './pull-step.ts';
import { reconcileSteps } from './reconcile-step.ts';
import { reportStep } from './report-step.ts';
import type { RunState, Step } from './world.ts';

/** The steps of a plan in their order. Usage comes first: it names the account and its periods. */
export function stepsOf(state: RunState): Step[] {
  const { skipped, reports } = state.plan;
  const unless = (name: Skippable, steps: () => Step[]) => (skipped.includes(name) ? [] : steps());
  return [
    ...unless('pull', () => pullSteps(state)),
    ...unless('load', () => loadSteps(state)),
    ...reconcileSteps(state),
    ...unless('forecast', () => forecastSteps(state)),
    ...unless('check', () => [checkStep(state)]),
    ...unless('report', () => (reports === undefined ? [] : [reportStep(state)])),
    ...unless('notify', () => (isAnybodyTold(state) ? [notifyStep(state)] : [])),
  ];
}

function isAnybodyTold({ plan: { notify } }: RunState): boolean {
  const { slack, webhook, junit, prometheus, githubSummary, annotations } = notify;
  return [slack, webhook, junit, prometheus].some(Boolean) || githubSummary || annotations;
}
