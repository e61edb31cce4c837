import type { PeriodWish } from '../period.ts';
import type { Form } from '../reports/forms/form.ts';
import type { Mapping } from '../sources/inputs/clickhouse/mapping.ts';

/** Steps that a person can leave out. */
export const SKIPPABLE = ['pull', 'load', 'forecast', 'check', 'report', 'notify'] as const;
export type Skippable = (typeof SKIPPABLE)[number];

/** An account whose usage is pulled and whose statement is reconciled. */
export interface AccountPlan {
  /** Undefined where the only account of the database is meant, and nothing is pulled. */
  account: string | undefined;
  /** The environment variable with its token. */
  token: string;
  anchorDay: number | undefined;
  plan: string | undefined;
}

/** Paths that are looked through for new files. */
export interface Watched {
  /** What a person puts there: logs, invoices, tenants. */
  what: string;
  paths: readonly string[];
}

/** Whom to tell, and when. Addresses of webhooks are named by their environment variables. */
export interface NotifyPlan {
  slack: string | undefined;
  webhook: string | undefined;
  on: 'change' | 'failure' | 'always';
  githubSummary: boolean;
  annotations: boolean;
  junit: string | undefined;
  prometheus: string | undefined;
}

/** Everything that a run does, whoever said it: flags, environment or configuration file. */
export interface RunPlan {
  db: string;
  queries: string | undefined;
  accounts: readonly AccountPlan[];
  skipped: readonly Skippable[];
  only: readonly string[] | undefined;
  by: readonly string[] | undefined;
  /** Folder for the answers of the API; without it they are deleted once loaded. */
  save: string | undefined;
  watched: readonly Watched[];
  /** What tables of logs call the fields of events. */
  mapping: Mapping | undefined;
  /** Days that `{DATE}` in a path stands for, and that tables are asked for. */
  day: string;
  period: PeriodWish | undefined;
  tolerance: { ratio: string; usd: string } | undefined;
  scenario: string | undefined;
  allowIncomplete: boolean;
  reports: { folder: string; forms: readonly Form[] } | undefined;
  notify: NotifyPlan;
  /** Milliseconds to wait for another writer. */
  waitMs: number;
}
