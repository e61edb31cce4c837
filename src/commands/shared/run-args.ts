import { SKIPPABLE } from '../../run/plan.ts';
import { accountArgs, dbArgs, mappingArgs, periodArgs, queriesArgs, scenarioArgs } from './args.ts';
import { keepArgs, pullPartArgs } from './parts.ts';
import type { ArgSpecs } from './spec.ts';

const watched = (what: string) =>
  ({ type: 'string', multiple: true, valueHint: 'PATH', description: what }) as const;

/** Where new files arrive. */
const watchArgs = {
  logs: watched('folder, pattern, bucket prefix or table in which logs arrive'),
  invoices: watched('folder or bucket prefix in which invoices arrive'),
  tenants: watched('tenant map, or a folder of them'),
  prices: watched('price list of tenants'),
  policies: watched('allocation policies'),
  budgets: watched('budgets'),
  day: {
    type: 'string',
    valueHint: 'DAY',
    description: 'days that {DATE} in a path stands for; by default the 62 before today, and today',
  },
} as const satisfies ArgSpecs;

/** What is written, and who is told. */
const tellArgs = {
  reports: {
    type: 'string',
    valueHint: 'DIR',
    description: 'folder for the reports of the period; those of an earlier run are replaced',
    config: 'reports.folder',
  },
  forms: {
    type: 'string',
    valueHint: 'FORMS',
    description:
      'forms of the chargeback report: html,md,csv,json,xlsx,parquet,arrow; default: html',
    config: 'reports.forms',
  },
  slack: {
    type: 'string',
    valueHint: 'VARIABLE',
    description: 'environment variable that holds the URL of a Slack webhook',
    config: 'notify.slack',
  },
  webhook: {
    type: 'string',
    valueHint: 'VARIABLE',
    description: 'environment variable that holds the URL of a webhook that takes JSON',
    config: 'notify.webhook',
  },
  on: {
    type: 'enum',
    options: ['change', 'failure', 'always'],
    valueHint: 'WHEN',
    description:
      'tell on a change or a failed step, whenever the run does not end with 0, or always',
    config: 'notify.on',
    default: 'change',
  },
  'github-summary': { type: 'boolean', description: 'append to the summary of a GitHub step' },
  annotations: { type: 'boolean', description: 'print annotations of GitHub Actions' },
  junit: {
    type: 'string',
    valueHint: 'FILE',
    description: 'JUnit XML with a test case for each line',
    config: 'notify.junit',
  },
  prometheus: {
    type: 'string',
    valueHint: 'FILE',
    description: 'file for the textfile collector of Prometheus',
    config: 'notify.prometheus',
  },
} as const satisfies ArgSpecs;

/** Flags of `run`. Each stands for a setting of the configuration file. */
export const runArgs = {
  ...dbArgs,
  ...accountArgs,
  ...watchArgs,
  ...pullPartArgs,
  ...keepArgs,
  'anchor-day': {
    type: 'string',
    valueHint: 'DAY',
    description: 'day of the month on which periods start, where neither API nor invoice says it',
    config: 'anchor',
  },
  plan: {
    type: 'string',
    valueHint: 'PLAN',
    description: 'plan of the account, e.g. workers_paid',
    config: 'plan',
  },
  ...mappingArgs,
  ...periodArgs,
  tolerance: {
    type: 'string',
    valueHint: 'T',
    description: 'by how much a line may differ: 0.5% of the prediction, 1.00usd, or both',
    config: 'tolerance',
  },
  ...scenarioArgs,
  'allow-incomplete': { type: 'boolean', description: 'accept days without usage: no exit code 5' },
  ...tellArgs,
  skip: {
    type: 'enum',
    multiple: true,
    options: SKIPPABLE,
    valueHint: 'STEP',
    description: 'leave a step out; --skip pull loads files alone',
  },
  wait: {
    type: 'string',
    valueHint: 'TIME',
    description: 'how long to wait for another run or command that writes: 30s, 5m',
  },
  ...queriesArgs,
  'dry-run': { type: 'boolean', description: 'print what the run would do, and do nothing' },
} as const satisfies ArgSpecs;
