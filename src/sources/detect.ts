import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import { delimiterOf } from '../store/csv-header.ts';
import { SECTION } from '../store/logs/partial-file.ts';
import { adviceFor } from './advice.ts';
import type { InputFile } from './files.ts';
import { isPdf, isPrintedText } from './invoice/recognise.ts';
import { firstObjects, layoutOf } from './logs/records.ts';

/** The kinds of files. */
export const KINDS = [
  'graphql',
  'rest',
  'logpush_job',
  'logpush',
  'tail',
  'log_partials',
  'invoice',
  'tenants',
  'classes',
  'policies',
  'prices',
  'budgets',
] as const;
export type Kind = (typeof KINDS)[number];

/** Name of a kind in messages. */
export const KIND_SAYS: Readonly<Record<Kind, string>> = {
  graphql: 'GraphQL answers',
  rest: 'REST answers',
  logpush_job: 'Logpush job settings',
  logpush: 'Logpush trace events',
  tail: 'Tail Worker trace items',
  log_partials: 'partial sums of logs',
  invoice: 'invoices',
  tenants: 'tenant maps',
  classes: 'lists of Durable Object classes',
  policies: 'allocation policies',
  prices: 'price lists for tenants',
  budgets: 'budgets',
};

/** The kind of a file by its content, or undefined. */
export function detect(file: InputFile): Kind | undefined {
  if (adviceFor(file)) return undefined;
  const head = file.head.replace(/^\uFEFF/, '').trimStart();
  if (head.startsWith('{') || head.startsWith('[')) return detectJson(head);
  const header = head.split(/\r?\n/, 1)[0]?.toLowerCase() ?? '';
  const columns = header
    .split(delimiterOf(header))
    .map((name) => name.trim().replace(/^"|"$/g, ''));
  const names = file.columns?.map(([name]) => name.toLowerCase()) ?? columns;
  if (names[0] === SECTION) return 'log_partials';
  if (names.includes('eventtimestampms')) return 'logpush';
  if (names.includes('eventtimestamp') && names.includes('scriptname')) return 'tail';
  if (columns.includes('scope') && columns.includes('amount_usd')) return 'budgets';
  if (columns.includes('policy') && !columns.includes('kind')) return 'policies';
  if (columns.includes('subject') && /^(markup|price_usd)$/m.test(columns.join('\n')))
    return 'prices';
  if (columns.includes('tenant')) return 'tenants';
  if (columns.includes('class') && columns.includes('mode')) return 'classes';
  if (columns.includes('description') && columns.includes('amount')) return 'invoice';
  if (isPdf(head) || isPrintedText(head)) return 'invoice';
  return undefined;
}

/** By the keys at the start of the document, because the whole may be too large to parse twice. */
function detectJson(head: string): Kind | undefined {
  const has = (...keys: string[]) => keys.every((key) => head.includes(`"${key}"`));
  const isSpread = layoutOf(head) !== 'ndjson';
  const first = isSpread ? firstObjects(head, 1)[0] : head.split('\n', 1)[0];
  const record = first ?? head;
  // The settings of a job name the fields of its records.
  if (has('dataset', 'destination_conf') || has('dataset', 'output_options')) return 'logpush_job';
  if (record.includes('"EventTimestampMs"') || record.includes('"ScriptName"')) return 'logpush';
  if (record.includes('"eventTimestamp"') && record.includes('"outcome"')) return 'tail';
  if (head.includes('"dataset":"rest/')) return 'rest';
  if (has('viewer') || has('flaretally', 'dataset', 'query') || has('data', 'errors'))
    return 'graphql';
  if (has('result', 'success') || has('result', 'ChargePeriodStart')) return 'rest';
  if (has('lines', 'description')) return 'invoice';
  return undefined;
}

/** E_FILE_EMPTY, or E_KIND_UNKNOWN for a file of unknown kind. */
export function kindUnknown({ path, bytes, head, columns }: InputFile) {
  if (bytes === 0 || (head === '' && !columns)) {
    const fix = 'fetch it again, or leave it out: empty files in a folder are skipped';
    return usageError('E_FILE_EMPTY', `${path} is empty`, fix);
  }
  const advice = adviceFor({ path, head });
  if (advice) {
    const what = `${path} cannot be loaded in this form`;
    return new FlaretallyError({ code: 'E_KIND_UNKNOWN', what, ...advice, exit: EXIT.usage });
  }
  return usageError(
    'E_KIND_UNKNOWN',
    `${path} has no content that can be loaded`,
    `state its kind with --kind ${KINDS.join('|')}`,
  );
}
