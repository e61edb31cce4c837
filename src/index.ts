/**
 * Flaretally as a library: the same spine as the commands, without a process. Every number comes
 * back as text, digit for digit.
 *
 *     import { load, reconcile } from 'flaretally';
 *
 *     const now = new Date();
 *     await load(['usage/', 'invoice.csv', 'tenants.csv'], { db: 'bill.duckdb', now });
 *     const { totals, lines, exit } = await reconcile({ db: 'bill.duckdb', now });
 *
 * What a person can act on is thrown as a {@link FlaretallyError}: a stable `code`, the message,
 * `why`, `fix`, and the exit code that the command would end with.
 */
export { type ErrorParts, EXIT, type ExitCode, FlaretallyError } from './errors.ts';

/** Prices what a file or an object states, in memory and without an account. */
export { type EstimateOptions, type EstimateResult, estimate } from './estimate.ts';

/** Takes usage, invoices and tenants from files into a database: all or, on an error, none. */
export { type LoadedFile, type LoadOptions, type LoadResult, load } from './load.ts';

/** A billing period, and how to ask for one: by month or by its days. */
export { type Period, type PeriodWish, parsePeriod } from './period.ts';
/** Another reading of the price rules, for `compare`. */
export { parseSwitches, type Switches } from './reading/scenario.ts';
/** Compares the predicted bill with the invoice. Rebuilds a database that other rules built. */
export { type ReconcileOptions, type Reconciliation, reconcile } from './reconcile.ts';
/** The input of an estimate: from a file, or from the text of one. */
export { type EstimateInput, parseEstimate, readEstimate } from './sources/estimate-file.ts';
/** Rows as they leave the database. */
export type { Column, JsonCell, RowSet } from './words/rows.ts';
