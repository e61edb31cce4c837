import { type AccountSettings, accountOf, accountsOf } from '../../config/accounts.ts';
import type { Config } from '../../config/read.ts';
import { usageError } from '../../errors.ts';
import { parsePeriod } from '../../period.ts';
import type { Form } from '../../reports/forms/form.ts';
import type { AccountPlan, RunPlan, Watched } from '../../run/plan.ts';
import { readMapping } from '../../sources/inputs/clickhouse/mapping.ts';
import { daySpan } from '../../sources/inputs/days.ts';
import { anchorDay } from './days.ts';
import { milliseconds } from './milliseconds.ts';
import { named } from './parts.ts';
import type { runArgs } from './run-args.ts';
import type { CliArgs } from './spec.ts';
import { parseTolerance } from './tolerance.ts';
import { checkOption } from './values.ts';

type Args = CliArgs<typeof runArgs>;

const FORMS: readonly Form[] = ['html', 'md', 'csv', 'json', 'xlsx', 'parquet', 'arrow'];

/** Two billing periods and a day: what `{DATE}` stands for unless `--day` says it. */
const DAYS_BACK = 62;
const DAY_MS = 86_400_000;

/**
 * What a run does, by flags, environment and configuration file. Everything is checked before
 * anything is opened.
 * @throws FlaretallyError of usage, exit 2
 */
export function runPlan(args: Args, config: Config, now: Date): RunPlan {
  const { notify } = config.settings;
  if (args.day !== undefined) daySpan(args.day);
  const accounts = accountPlans(args, config);
  if (!args.skip.includes('pull') && accounts.some(({ account }) => account === undefined))
    throw usageError(
      'E_ACCOUNT_NEEDED',
      'no account is named',
      'give --account, write it into flaretally.jsonc (flaretally init does), or load files ' +
        'alone with --skip pull',
    );
  return {
    db: args.db,
    queries: args.queries,
    accounts,
    skipped: args.skip,
    only: named(args.only),
    by: named(args.by),
    save: args.save,
    watched: watchedOf(args, config),
    mapping: args.mapping === undefined ? undefined : readMapping(args.mapping),
    day: args.day ?? daysUntil(now),
    period: args.period === undefined ? undefined : parsePeriod(args.period),
    tolerance: args.tolerance === undefined ? undefined : parseTolerance(args.tolerance),
    scenario: args.scenario,
    allowIncomplete: args.allowIncomplete,
    reports:
      args.reports === undefined
        ? undefined
        : { folder: args.reports, forms: formsOf(args.forms ?? 'html') },
    notify: {
      slack: variable('slack', args.slack),
      webhook: variable('webhook', args.webhook),
      on: args.on,
      githubSummary: args.githubSummary || (notify?.githubSummary ?? false),
      annotations: args.annotations || (notify?.annotations ?? false),
      junit: args.junit,
      prometheus: args.prometheus,
    },
    waitMs: args.wait === undefined ? 0 : milliseconds('--wait', args.wait),
  };
}

/** The account that is named, else all of the file, else the only one of the database. */
function accountPlans(args: Args, config: Config): AccountPlan[] {
  const all = accountsOf(config);
  const isOne = args.account !== undefined || all.length === 0;
  const meant = isOne ? [accountOf(args.account ?? '', config.settings)] : all;
  const own = ({ account, token, anchor, plan }: AccountSettings): AccountPlan => ({
    account: account === '' ? undefined : account,
    token,
    anchorDay: isOne ? anchorDay(args.anchorDay) : anchor,
    plan: isOne ? args.plan : plan,
  });
  return meant.map(own);
}

function watchedOf(args: Args, { settings }: Config): Watched[] {
  const kinds = ['logs', 'invoices', 'tenants', 'prices', 'policies', 'budgets'] as const;
  return kinds
    .map((what) => ({ what, paths: args[what].length > 0 ? args[what] : (settings[what] ?? []) }))
    .filter(({ paths }) => paths.length > 0);
}

/** @throws FlaretallyError E_VALUE_UNKNOWN */
function formsOf(text: string): Form[] {
  const forms = named(text) ?? [];
  for (const form of forms) checkOption('--forms', form, FORMS);
  return forms as Form[];
}

/** @throws FlaretallyError E_VARIABLE if it is an address, which is not repeated */
function variable(flag: string, name: string | undefined): string | undefined {
  if (name === undefined || /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return name;
  throw usageError(
    'E_VARIABLE',
    `--${flag} takes the name of an environment variable, and this is none`,
    'an address is a secret: set a variable to it, such as SLACK_WEBHOOK_URL, and name that',
  );
}

function daysUntil(now: Date): string {
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  const today = now.getTime();
  return `${dayOf(today - DAYS_BACK * DAY_MS)}..${dayOf(today + DAY_MS)}`;
}
