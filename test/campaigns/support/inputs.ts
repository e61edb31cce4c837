// What is mutated: the demo's files, and those that it has not, made from them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { centsOf } from '../../support/compare.ts';
import { pastedText } from '../../support/pdf/invoice-text.ts';
import { invoicePdf } from '../../support/pdf/made-pdf.ts';
import { ROOT } from '../../support/temp.ts';
import * as answers from '../mutators/answers.ts';
import { ACCIDENTS, WRITINGS } from '../mutators/bytes.ts';
import { CSV_WRITINGS, cellsOf } from '../mutators/csv.ts';
import * as invoices from '../mutators/invoices.ts';
import { JSON_DAMAGE, JSON_WRITINGS } from '../mutators/json.ts';
import * as lists from '../mutators/lists.ts';
import * as logs from '../mutators/logs.ts';
import type { Mutator } from '../mutators/mutator.ts';
import { demoPaper } from './paper.ts';

export const DEMO = join(ROOT, 'fixtures/demo');
export const ACCOUNT = '8f14e45fceea167a5a36dedd4bea2543';

/** The day whose answers are mutated. */
export const DAY = '2026-10-20';

export interface Input {
  /** As it is told; with a file name's ending that fits. */
  file: string;
  bytes: Buffer;
  /** The words of the command; `FILE` is the mutated file. */
  argv: readonly string[];
  mutators: readonly Mutator[];
  /** The database of the demo has not what it says. */
  isNew?: true;
  /** The database that it is loaded into: the demo, or the demo without the answers of `DAY`. */
  base?: 'without day';
}

const demo = (...path: string[]) => readFileSync(join(DEMO, ...path));
const of = (...words: string[]) => ['load', 'FILE', '--account', ACCOUNT, ...words];

/** Received a day later, so that it takes the place of the answer of the same window. */
const received = (text: string) =>
  Buffer.from(text.replace('"captured_at":"2026-11-05', '"captured_at":"2026-11-06'));

const DATASETS = [
  'durableObjectsInvocationsAdaptiveGroups',
  'durableObjectsPeriodicGroups',
  'durableObjectsSqlStorageGroups',
  'workersInvocationsAdaptive',
];
const FILES = [...ACCIDENTS, ...WRITINGS];
const JSON_FILE = [...FILES, ...JSON_WRITINGS, ...JSON_DAMAGE];

const ANSWERS = [
  ...JSON_FILE,
  ...answers.ANSWER_WRITINGS,
  ...answers.ANSWER_DAMAGE,
  ...answers.ANSWER_PLAIN,
];

/** A day's answers: where one was there before, and where it is the only one. */
const usage = (): Input[] =>
  DATASETS.flatMap((dataset) => {
    const bytes = received(demo('usage', dataset, `${DAY}.json`).toString('utf8'));
    const input: Input = {
      file: `${dataset}.json`,
      bytes,
      argv: ['load', 'FILE'],
      mutators: ANSWERS,
    };
    return [input, { ...input, file: `only/${dataset}.json`, isNew: true, base: 'without day' }];
  });

const rest = (): Input[] =>
  ['durable-objects-namespaces.json', 'workers-scripts.json'].map((file) => ({
    file,
    bytes: demo('rest', file),
    argv: of('--captured-at', '2026-11-06T00:00:00Z'),
    mutators: [
      ...JSON_FILE,
      ...answers.LIST_WRITINGS,
      ...answers.LIST_DAMAGE,
      ...answers.LIST_PLAIN,
    ],
  }));

export const CLASSES = `class,mode,script,compatibility_date
ChatRoom,hibernation,parlance-edge,2026-10-01
VoiceSession,hibernation,parlance-edge,
LoadTest,accept,parlance-loadgen,2026-04-01
`;

const JOB = JSON.stringify({
  name: 'all',
  dataset: 'workers_trace_events',
  enabled: true,
  output_options: { sample_rate: 1 },
});

const ESTIMATE = JSON.stringify({
  period: { starts_on: '2026-10-01', ends_on: '2026-11-01' },
  plan: 'workers_paid',
  usage: { 'workers.requests': '25000000', 'workers.cpu_ms': '90000000.5' },
  meters: { 'durable_objects.http_requests': '3000000', 'durable_objects.rows_read': '9' },
});

function invoiceJson(): string {
  const [, ...rows] = cellsOf(demo('invoice.csv').toString('utf8'));
  const lines = rows.map(([description, period_start, period_end, quantity, unit, per, amount]) => {
    return { description, period_start, period_end, quantity, unit_price: unit, per, amount };
  });
  const cents = lines.reduce((sum, { amount }) => sum + centsOf(amount ?? ''), 0n);
  const total = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
  const head = { invoice_number: 'IN-10000001', issued_on: '2026-11-04', currency: 'USD' };
  return JSON.stringify({ ...head, lines, subtotal_usd: total, tax_usd: '0.00', total_usd: total });
}

const invoiceFiles = (): Input[] => [
  {
    file: 'invoice.csv',
    bytes: Buffer.from(`${demo('invoice.csv')}`),
    argv: of('--replace'),
    mutators: [
      ...FILES,
      ...CSV_WRITINGS,
      ...invoices.CSV_INVOICE_DAMAGE,
      ...invoices.CSV_INVOICE_PLAIN,
    ],
  },
  {
    file: 'invoice.json',
    bytes: Buffer.from(invoiceJson()),
    argv: of('--replace'),
    mutators: [
      ...JSON_FILE,
      ...invoices.JSON_INVOICE_WRITINGS,
      ...invoices.JSON_INVOICE_DAMAGE,
      ...invoices.JSON_INVOICE_PLAIN,
    ],
  },
  {
    file: 'invoice.txt',
    bytes: Buffer.from(pastedText(demoPaper(), { linesPerPage: 20 })),
    argv: of('--replace'),
    mutators: [...FILES, ...invoices.TEXT_INVOICE_DAMAGE],
  },
  {
    file: 'invoice.pdf',
    bytes: invoicePdf(demoPaper()),
    argv: of('--replace'),
    mutators: ACCIDENTS.filter(({ name }) => name !== 'UTF-16'),
  },
];

const lists_ = (): Input[] => [
  {
    file: 'tenants.csv',
    bytes: demo('tenants.csv'),
    argv: of(),
    mutators: [...FILES, ...CSV_WRITINGS, ...lists.MAP_DAMAGE, ...lists.MAP_PLAIN],
  },
  {
    file: 'classes.csv',
    bytes: Buffer.from(CLASSES),
    argv: of(),
    mutators: [...FILES, ...CSV_WRITINGS, ...lists.CLASS_DAMAGE, ...ROWS],
  },
];

const ROWS = lists.MAP_PLAIN.slice(0, 2);

/** Some hundred events are enough to be damaged. */
function events(): Buffer {
  const [name = ''] = ['20261020T000000Z_20261020T160000Z_5fcd4b58.log.gz'];
  const lines = gunzipSync(demo('logs', name)).toString('utf8').split('\n');
  return Buffer.from(`${lines.slice(0, 200).join('\n')}\n`);
}

const logFiles = (): Input[] => [
  {
    file: 'events.log',
    isNew: true,
    bytes: events(),
    argv: of(),
    mutators: [...FILES, ...logs.LOG_WRITINGS, ...logs.LOG_DAMAGE, ...logs.LOG_PLAIN],
  },
  {
    file: 'job.json',
    bytes: Buffer.from(JOB),
    argv: of(),
    mutators: [...JSON_FILE, ...logs.JOB_DAMAGE, ...logs.JOB_PLAIN],
  },
];

const estimates = (): Input[] => [
  {
    file: 'estimate.json',
    isNew: true,
    bytes: Buffer.from(ESTIMATE),
    argv: ['estimate', 'FILE', '--format', 'json'],
    mutators: [...ACCIDENTS, ...JSON_WRITINGS, ...JSON_DAMAGE, ...logs.ESTIMATE_DAMAGE],
  },
];

const BOOKS = ['price_book', 'skus', 'sku_meters', 'invoice_wordings'];

/** Laid over the bundled rules by `--queries`, in the folder that they are in there. */
const database = (): Input[] =>
  BOOKS.map((name) => ({
    file: `queries/ref/${name}.csv`,
    bytes: readFileSync(join(ROOT, 'queries/ref', `${name}.csv`)),
    argv: ['reconcile', '--period', '2026-10', '--queries', 'queries', '--format', 'json'],
    mutators: [...ACCIDENTS, ...lists.BOOK_DAMAGE],
  }));

/** All inputs, in the order in which their mutators are taken. */
export function inputs(): Input[] {
  return [
    ...usage(),
    ...invoiceFiles(),
    ...lists_(),
    ...rest(),
    ...logFiles(),
    ...estimates(),
    ...database(),
  ];
}
