import { BREAK_TABLES } from './breaks.ts';
import { CLOSE_TABLES } from './closes.ts';
import { REPLACED_TABLES } from './replaced.ts';
import { RUN_TABLES } from './runs.ts';
import type { OpsTable } from './table.ts';

/** Every table of `ops`. A room that keeps something adds its tables to this list. */
export const OPS_TABLES: readonly OpsTable[] = [
  ...RUN_TABLES,
  ...CLOSE_TABLES,
  ...BREAK_TABLES,
  ...REPLACED_TABLES,
];
