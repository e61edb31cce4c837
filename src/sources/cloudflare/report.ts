import type { Slicing } from './document.ts';

/**
 * The result of a slice: fetched whole; skipped, because it was saved before; truncated, with more
 * rows than can be requested; refused, with the reason.
 */
export type SliceOutcome = 'fetched' | 'skipped' | 'truncated' | 'refused';

export interface SliceReport {
  /** UTC day. */
  day: string;
  /** Whether rows are by hour, because a billing period begins or ends within the day. */
  isHourly: boolean;
  outcome: SliceOutcome;
  rows: number;
  /** An estimate from samples. */
  isSampled: boolean;
  /** Why it is not complete. */
  why?: string;
  /** The account is not given the dataset at all. */
  isUnavailable?: boolean;
}

export interface DatasetReport {
  dataset: string;
  slicing: Slicing;
  slices: SliceReport[];
  /** Whether every account has the dataset. */
  isEverywhere: boolean;
  /** Fields left out, settings guessed. */
  notes: string[];
  /** The first day that Cloudflare still keeps, where days were refused. */
  earliestDay?: string;
}

export interface ListReport {
  /** `billable_usage`, `d1_databases` ... */
  name: string;
  /** `empty` is an answer without rows. For billed amounts that is not zero. */
  outcome: 'fetched' | 'skipped' | 'empty' | 'refused';
  rows: number;
  why?: string;
  /** Whether some accounts do not have it: then a refusal is not an error. */
  isOptional?: boolean;
  /** Whether data is missing without it. */
  isNeeded: boolean;
  /** The missing permission, in the dashboard's words. */
  permission?: string;
}

/** The result of a pull. */
export interface FetchReport {
  account: string;
  startedAt: string;
  /** Number of requests sent, including repeated ones. */
  requests: number;
  datasets: DatasetReport[];
  lists: ListReport[];
}

/** The progress of a pull, reported after each page, slice and list, and around each wait. */
export interface ProgressEvent {
  /** A dataset, or `rest`. */
  dataset: string;
  slicing?: Slicing;
  slicesDone: number;
  slicesTotal: number;
  rows: number;
  requests: number;
  /** GraphQL requests that may be sent now. */
  budgetLeft: number;
  /** Estimated remaining milliseconds at the pace so far. */
  leftMs?: number;
  waitingUntil?: Date;
  /** Milliseconds until the wait ends. */
  waitMs?: number;
  /** The reason of the wait. */
  why?: string;
}
