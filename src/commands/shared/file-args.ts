import { KINDS } from '../../sources/detect.ts';
import type { ArgSpecs } from './spec.ts';

/** What a person can say of the files that are loaded, where their content does not. */
export const fileArgs = {
  kind: {
    type: 'enum',
    options: KINDS,
    valueHint: 'KIND',
    description: 'what all the files are',
  },
  'captured-at': {
    type: 'string',
    valueHint: 'TIME',
    description: 'when bare answers were received, e.g. 2026-11-05T06:00:00Z',
  },
  plan: {
    type: 'string',
    valueHint: 'PLAN',
    description: 'plan of the account: workers_paid ...',
  },
  'anchor-day': {
    type: 'string',
    valueHint: 'DAY',
    description: 'day of the month on which periods start, where no invoice says so',
  },
  replace: {
    type: 'boolean',
    description: 'an invoice takes the place of those for the same periods',
  },
  dedupe: {
    type: 'boolean',
    default: true,
    description: 'count log events once that several files deliver; --no-dedupe is faster',
  },
  'keep-events': { type: 'boolean', description: 'keep log events as Parquet beside the books' },
  'allow-partial': {
    type: 'boolean',
    description: 'take logs of a job that samples or filters, to divide totals by them',
  },
  strict: {
    type: 'boolean',
    description: 'a row that cannot be read is an error in any file, not only in lists',
  },
  'allow-rejects': {
    type: 'boolean',
    description: 'take tenant maps and class lists without the rows that cannot be read',
  },
} as const satisfies ArgSpecs;
