import type { ArgSpecs } from './spec.ts';

// A flag has one definition, and commands use the groups that they need. No flag takes a secret.

/** For every command with a flag that the file may say in its stead; `defineCliCommand` adds it. */
export const configArgs = {
  config: {
    type: 'string',
    valueHint: 'FILE',
    description: 'settings; by default flaretally.jsonc here or in a folder above; none for none',
    env: 'FLARETALLY_CONFIG',
  },
} as const satisfies ArgSpecs;

export const dbArgs = {
  db: {
    type: 'string',
    valueHint: 'FILE',
    description: 'the database',
    env: 'FLARETALLY_DB',
    config: 'db',
    default: 'flaretally.duckdb',
  },
} as const satisfies ArgSpecs;

const FORMATS = ['table', 'csv', 'json', 'md'] as const;
const format = {
  type: 'enum',
  valueHint: 'FORMAT',
  description: 'output format; by default a table on a terminal and csv in a pipe',
} as const;

const raw = {
  type: 'boolean',
  description: 'csv without the quote that stops spreadsheets from running a text as a formula',
} as const;

export const formatArgs = {
  format: { ...format, options: FORMATS },
  raw,
} as const satisfies ArgSpecs;

/** For commands whose output is for people: a table in a pipe too. */
export const pageFormatArgs = {
  format: { ...format, options: FORMATS, description: 'output format', default: 'table' },
  raw,
} as const satisfies ArgSpecs;

/** For commands that can also write an Arrow stream (binary, exact decimals). */
export const arrowFormatArgs = {
  format: { ...format, options: [...FORMATS, 'arrow'] },
  raw,
} as const satisfies ArgSpecs;

/** For reports, of which one can also be a page. Parquet and workbooks are files. */
export const reportFormatArgs = {
  format: { ...format, options: [...FORMATS, 'arrow', 'parquet', 'xlsx', 'html'] },
  raw,
} as const satisfies ArgSpecs;

const PERIOD_SAYS =
  'billing period: 2026-10 starts in that month, 2026-10-04..2026-11-04 is exact (end ' +
  'exclusive), last is the newest that has ended, current the running one; default:';
const period = { type: 'string', valueHint: 'PERIOD' } as const;

/** For commands that read: without these flags `choosePeriod` decides. */
export const periodArgs = {
  period: {
    ...period,
    description: `${PERIOD_SAYS} the newest with an invoice, else the newest ended with usage`,
  },
} as const satisfies ArgSpecs;

/** For commands that call Cloudflare. */
export const pullPeriodArgs = {
  period: { ...period, description: `${PERIOD_SAYS} current` },
} as const satisfies ArgSpecs;

export const scenarioArgs = {
  scenario: {
    type: 'string',
    valueHint: 'NAME',
    description: 'how to read the price rules; reports of the database always show base',
    config: 'scenario',
    default: 'base',
  },
} as const satisfies ArgSpecs;

export const accountArgs = {
  account: {
    type: 'string',
    valueHint: 'ID',
    description: 'Cloudflare account, 32 hexadecimal digits',
    env: 'CLOUDFLARE_ACCOUNT_ID',
    config: 'account',
  },
} as const satisfies ArgSpecs;

export const queriesArgs = {
  queries: {
    type: 'string',
    valueHint: 'DIR',
    description: 'folder of rules that replace the built-in ones by path',
    config: 'queries',
  },
} as const satisfies ArgSpecs;

export const toleranceArgs = {
  tolerance: {
    type: 'string',
    valueHint: 'T',
    description:
      'by how much a line may differ: 0.5% of the prediction, 1.00usd, or the larger of both',
    config: 'tolerance',
  },
} as const satisfies ArgSpecs;

/** For commands that also take files from buckets. */
export const inputArgs = {
  day: {
    type: 'string',
    valueHint: 'DAY',
    description:
      'days that {DATE} in a path stands for: 2026-10-04, or 2026-10-04..2026-11-04 (end ' +
      'exclusive); the folders of the two days after are read too, for late events; a table is ' +
      'asked for the days themselves',
  },
  save: {
    type: 'string',
    valueHint: 'DIR',
    description: 'keep files from buckets in this folder; the next run fetches only new ones',
  },
} as const satisfies ArgSpecs;

/** For commands that also ask tables of logs. */
export const mappingArgs = {
  mapping: {
    type: 'string',
    valueHint: 'FILE',
    description: 'JSON that says what a clickhouse:// table calls the fields of log events',
    config: 'mapping',
  },
} as const satisfies ArgSpecs;

/** For commands that read documents. Logs are not documents and may have any size. */
export const sizeArgs = {
  'max-document-size': {
    type: 'string',
    valueHint: 'SIZE',
    description:
      'size limit, unpacked, of one file other than a log, e.g. 256MB; a quarter of it holds for ' +
      'a PDF, text or settings file',
    default: '32MB',
  },
} as const satisfies ArgSpecs;
