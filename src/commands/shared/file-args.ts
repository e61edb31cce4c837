import { KINDS } from '../../sources/detect.ts';
import type { ArgSpecs } from './spec.ts';

/** Options about loaded files, for facts that their content does not have. */
export const fileArgs = {
  kind: {
    type: 'enum',
    options: KINDS,
    valueHint: 'KIND',
    description: 'kind of all the files; by default their content tells',
  },
  'captured-at': {
    type: 'string',
    valueHint: 'TIME',
    description: 'when answers without an envelope were received, e.g. 2026-11-05T06:00:00Z',
  },
  plan: {
    type: 'string',
    valueHint: 'PLAN',
    description: 'plan of the account, e.g. workers_paid',
    config: 'plan',
  },
  'anchor-day': {
    type: 'string',
    valueHint: 'DAY',
    description: 'day of the month on which periods start, used where no invoice shows it',
    config: 'anchor',
  },
  replace: {
    type: 'boolean',
    description: 'an invoice replaces those of the same periods',
  },
  dedupe: {
    type: 'boolean',
    default: true,
    description: 'count a log event as often as files hold it, not once; faster',
  },
  'keep-events': { type: 'boolean', description: 'keep log events as Parquet beside the database' },
  'allow-partial': {
    type: 'boolean',
    description: 'accept sampled or filtered logs, to divide totals by them',
  },
  strict: {
    type: 'boolean',
    description: 'an unreadable row is an error in any file, not only in lists',
  },
  'allow-rejects': {
    type: 'boolean',
    description: 'load tenant maps and class lists without their unreadable rows',
  },
} as const satisfies ArgSpecs;
