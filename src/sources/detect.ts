import { usageError } from '../errors.ts';
import type { InputFile } from './files.ts';
import { isPdf, isPrintedText } from './invoice/recognise.ts';

/** What a file can be. */
export const KINDS = ['graphql', 'rest', 'logpush', 'invoice', 'tenants'] as const;
export type Kind = (typeof KINDS)[number];

/** What a kind is called when the program speaks of it. */
export const KIND_SAYS: Readonly<Record<Kind, string>> = {
  graphql: 'GraphQL answers',
  rest: 'REST answers',
  logpush: 'Logpush trace events',
  invoice: 'invoices',
  tenants: 'tenant maps',
};

/** What the content says the file is, or undefined. */
export function detect(file: InputFile): Kind | undefined {
  const head = file.head.replace(/^\uFEFF/, '').trimStart();
  if (head.startsWith('{') || head.startsWith('[')) return detectJson(head);
  const header = head.split(/\r?\n/, 1)[0]?.toLowerCase() ?? '';
  const columns = header.split(',').map((name) => name.trim().replace(/^"|"$/g, ''));
  if (columns.includes('tenant')) return 'tenants';
  if (columns.includes('description') && columns.includes('amount')) return 'invoice';
  if (isPdf(head) || isPrintedText(head)) return 'invoice';
  return undefined;
}

/**
 * By the keys in the head of the document: the whole may be larger than one wants to parse twice.
 */
function detectJson(head: string): Kind | undefined {
  const has = (...keys: string[]) => keys.every((key) => head.includes(`"${key}"`));
  const firstLine = head.split('\n', 1)[0] ?? '';
  if (firstLine.includes('"EventTimestampMs"') || firstLine.includes('"ScriptName"'))
    return 'logpush';
  if (head.includes('"dataset":"rest/')) return 'rest';
  if (has('viewer') || has('flaretally', 'dataset', 'query') || has('data', 'errors'))
    return 'graphql';
  if (has('result', 'success') || has('result', 'ChargePeriodStart')) return 'rest';
  if (has('lines', 'description')) return 'invoice';
  return undefined;
}

/** @throws FlaretallyError E_KIND_UNKNOWN for a file that nobody can tell */
export function kindUnknown(path: string) {
  return usageError(
    'E_KIND_UNKNOWN',
    `${path} is nothing that can be loaded`,
    `say what it is with --kind ${KINDS.join('|')}`,
  );
}
