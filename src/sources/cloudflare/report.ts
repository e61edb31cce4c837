import type { Slicing } from './document.ts';

/**
 * What became of a slice: fetched whole; skipped, since it was had before; truncated, with more
 * rows than can be had; refused, with the reason.
 */
export type SliceOutcome = 'fetched' | 'skipped' | 'truncated' | 'refused';

export interface SliceReport {
  /** UTC day. */
  day: string;
  /** Rows by hour: a billing period divides the day. */
  isHourly: boolean;
  outcome: SliceOutcome;
  rows: number;
  /** An estimate from samples. */
  isSampled: boolean;
  /** Why it is not whole. */
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
  /** `empty` is an answer with nothing in it: for billed amounts that is not zero. */
  outcome: 'fetched' | 'skipped' | 'empty' | 'refused';
  rows: number;
  why?: string;
  /** Not every account has it: a refusal is then no error. */
  isOptional?: boolean;
  /** Without it something is lacking. */
  isNeeded: boolean;
  /** What the token lacks, in the dashboard's words. */
  permission?: string;
}

/** What a pull brought, and what not. */
export interface FetchReport {
  account: string;
  startedAt: string;
  /** Sent to Cloudflare, repeated ones included. */
  requests: number;
  datasets: DatasetReport[];
  lists: ListReport[];
}

/** Where a pull is; told after each page, slice and list, and around each wait. */
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
  /** Milliseconds that all of it may still take at the pace so far. */
  leftMs?: number;
  waitingUntil?: Date;
  /** Milliseconds from now until then. */
  waitMs?: number;
  /** What is waited for. */
  why?: string;
}
