/** A line of a statement with a variance. Amounts are text; null is not known. */
export interface NoticeLine {
  line: string;
  status: string;
  predicted_usd: string | null;
  invoiced_usd: string | null;
  variance_usd: string | null;
  /** Whether it is a reason for exit code 3. */
  is_beyond_tolerance: boolean;
}

/** How many days of a dataset a prediction needs, and how many are complete. */
export interface NoticeCoverage {
  dataset: string;
  days_expected: string;
  days_complete: string;
}

/** What a run found of a period. */
export interface NoticeResult {
  account: string;
  period: { starts_on: string; ends_on: string };
  exit: number;
  predicted_usd: string | null;
  invoiced_usd: string | null;
  variance_usd: string | null;
  /** All lines of the statement, the one that differs most first. */
  lines: readonly NoticeLine[];
  coverage: readonly NoticeCoverage[];
  /** Causes of variances and other findings, most dollars first. */
  look_at: readonly string[];
  /** The command that shows more. */
  next: string;
}

/** What a running period comes to, a line each: forecast, budgets, new changes of level. */
export interface NoticeAhead {
  account: string;
  period: { starts_on: string; ends_on: string };
  lines: readonly string[];
}

/** A step that failed. */
export interface NoticeFailure {
  step: string;
  code: string;
  says: string;
}

/** What people are told about a run. It holds no secret. */
export interface Notice {
  run: string;
  /** ISO time. */
  at: string;
  exit: number;
  /** One sentence. */
  says: string;
  results: readonly NoticeResult[];
  ahead: readonly NoticeAhead[];
  failures: readonly NoticeFailure[];
  steps: readonly { step: string; outcome: string; says: string; duration_ms: number }[];
  /** Where a person sees the run, such as the page of a workflow run. */
  link: string | undefined;
}

/** Rows that a message for people names. */
const WORST = 3;

/** The lines with the greatest variance. */
export function worstOf({ lines }: NoticeResult): readonly NoticeLine[] {
  const differs = (line: NoticeLine) => /[1-9]/.test(line.variance_usd ?? '');
  return lines.filter(differs).slice(0, WORST);
}
