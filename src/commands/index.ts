import type { Catalogue } from './shared/catalogue.ts';

/**
 * Every command, in the order of the work. Modules load on use, so that help need not load DuckDB.
 */
export const commands: Catalogue = {
  demo: {
    summary: 'try everything offline, on a made-up account',
    example: 'flaretally demo',
    load: () => import('./demo.ts'),
  },
  init: {
    summary: 'write the configuration, and a schedule, for this folder',
    example: 'flaretally init',
    load: () => import('./init.ts'),
  },
  doctor: {
    summary: 'examine this machine, the configuration and the API token',
    example: 'flaretally doctor',
    load: () => import('./doctor.ts'),
  },
  config: {
    summary: 'print each setting, and where it came from',
    example: 'flaretally config',
    load: () => import('./config.ts'),
  },
  load: {
    summary: 'load usage, invoices and tenant maps from files into the database',
    example: 'flaretally load usage/ invoice.csv tenants.csv',
    load: () => import('./load.ts'),
  },
  logs: {
    summary: 'write the sums of logs as a small file, on the machine that has them',
    example: 'flaretally logs summarize logs/ --account ID --out partials.parquet',
    load: () => import('./logs.ts'),
  },
  clickhouse: {
    summary: 'print the DDL of a table of logs in ClickHouse, and of a user who may read it',
    example: 'flaretally clickhouse ddl',
    load: () => import('./clickhouse.ts'),
  },
  pull: {
    summary: 'fetch usage from Cloudflare into the database',
    example: 'flaretally pull --period 2026-10-04..2026-11-04',
    load: () => import('./pull.ts'),
  },
  reconcile: {
    summary: 'compare the predicted bill with the invoice',
    example: 'flaretally reconcile --period 2026-10',
    load: () => import('./reconcile.ts'),
  },
  run: {
    summary: 'the nightly job: pull, load what is new, reconcile, check, report, notify',
    example: 'flaretally run',
    load: () => import('./run.ts'),
  },
  runs: {
    summary: 'list what each nightly run did',
    example: 'flaretally runs show last',
    load: () => import('./runs.ts'),
  },
  report: {
    summary: 'print charges, tenants, variances or coverage of a period',
    example: 'flaretally report tenants --period 2026-10 --format csv',
    load: () => import('./report.ts'),
  },
  forecast: {
    summary: 'foresee the bill of the running period, its edges and your budgets',
    example: 'flaretally forecast',
    load: () => import('./forecast.ts'),
  },
  anomalies: {
    summary: 'show what began to cost more, by dollars a month',
    example: 'flaretally anomalies',
    load: () => import('./anomalies.ts'),
  },
  tenants: {
    summary: 'show who owns what, and what the tenant map leaves to nobody',
    example: 'flaretally tenants check --period 2026-10',
    load: () => import('./tenants.ts'),
  },
  statements: {
    summary: 'issue what each tenant is told, numbered and never rewritten',
    example: 'flaretally statements issue --period 2026-10',
    load: () => import('./statements.ts'),
  },
  coverage: {
    summary: 'accept suspect days as they are, or withdraw that',
    example:
      'flaretally coverage accept durableObjectsPeriodicGroups 2026-10-17 --reason "no sockets"',
    load: () => import('./coverage.ts'),
  },
  breaks: {
    summary: 'follow up the differences between prediction and invoice',
    example: 'flaretally breaks accept 49208f --reason "cut-off, billed in November"',
    load: () => import('./breaks.ts'),
  },
  close: {
    summary: 'freeze a billing period, or verify one that was closed',
    example: 'flaretally close 2026-10',
    load: () => import('./close.ts'),
  },
  reopen: {
    summary: 'open a closed billing period again',
    example: 'flaretally reopen 2026-10 --reason "the tenant map was wrong"',
    load: () => import('./reopen.ts'),
  },
  corrections: {
    summary: 'list what changed of closed periods after their close',
    example: 'flaretally corrections --period 2026-11',
    load: () => import('./corrections.ts'),
  },
  compare: {
    summary: "lay a closed period beside the same inputs under today's rules",
    example: 'flaretally compare 2026-10',
    load: () => import('./compare.ts'),
  },
  prune: {
    summary: 'remove the rows of old periods from the database',
    example: 'flaretally prune --keep 13m',
    load: () => import('./prune.ts'),
  },
  explain: {
    summary: 'trace one amount back to its usage, rule and price',
    example: 'flaretally explain workers.requests --period 2026-10',
    load: () => import('./explain.ts'),
  },
  estimate: {
    summary: 'price a described workload, without an account',
    example: 'flaretally estimate workload.json --format json',
    load: () => import('./estimate.ts'),
  },
  ask: {
    summary: 'answer what people ask of a bill, question by question',
    example: 'flaretally ask hibernation',
    load: () => import('./ask.ts'),
  },
  sql: {
    summary: 'query the database, read-only',
    example: 'flaretally sql "from report.lines"',
    load: () => import('./sql.ts'),
  },
  export: {
    summary: 'write the relations as files for other programs',
    example: 'flaretally export --out tables',
    load: () => import('./export.ts'),
  },
  rules: {
    summary: 'list the billing rules, or show one with its sources',
    example: 'flaretally rules',
    load: () => import('./rules.ts'),
  },
  check: {
    summary: 'check the database: sums, duplicate rows, floating point',
    example: 'flaretally check',
    load: () => import('./check.ts'),
  },
};
