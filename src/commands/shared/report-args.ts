import { accountArgs, dbArgs, periodArgs, reportFormatArgs } from './args.ts';
import type { ArgSpecs } from './spec.ts';

/** What `flaretally report` takes. Some flags belong to one report, which their words name. */
export const REPORT_ARGS = {
  name: { type: 'positional', required: false, description: 'e.g. tenants; without it, a list' },
  line: {
    type: 'positional',
    required: false,
    description: 'for dispute: the line to dispute, by SKU or by the words of the invoice',
  },
  ...dbArgs,
  ...accountArgs,
  ...periodArgs,
  ...reportFormatArgs,
  out: {
    type: 'string',
    valueHint: 'PATH',
    description: 'a file, by its extension; for dispute, focus, savings, --split-by: a folder',
  },
  'split-by': {
    type: 'enum',
    valueHint: 'WHAT',
    options: ['tenant'],
    description: 'for chargeback: a page and a CSV for each tenant, in the folder of --out',
  },
  force: { type: 'boolean', description: 'with --out: replace an earlier one' },
  all: { type: 'boolean', description: 'also lines that nothing meters and no invoice charges' },
} as const satisfies ArgSpecs;
