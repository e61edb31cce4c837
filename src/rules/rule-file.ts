import { usageError } from '../errors.ts';
import { type Meaning, parseMeaning } from './column-meanings.ts';
import type { Layer } from './layers.ts';

/** A file of `queries/`: one SELECT, which becomes the relation `layer.name`. */
export interface Rule {
  layer: Layer;
  /** Relation name within the layer: the file's name without `.sql`. */
  name: string;
  /** `layer.name`. */
  relation: string;
  /** Path below `queries/`, the same on every machine. */
  path: string;
  /** The whole text of the file. */
  sql: string;
  header: Header;
  /** Whether the file comes from `--queries`: replaced or added. */
  isReplaced: boolean;
  /** Whether there is no file at the path: the text follows from rows of `ref`. */
  isMade?: true;
}

/** What the comments at the top of a rule say. */
export interface Header {
  /** What a row is and why it exists, in a sentence or two. */
  says: string;
  /** Columns that name a row, over one line or several: held to be unique. */
  grain: string[];
  /** A declaration is a typed SELECT without rows: a table that is filled, not computed. */
  kind: 'view' | 'table' | 'declaration';
  /**
   * How its rows can be divided: see `PARTITIONS`. A table is computed by the first of these. A
   * view is divided like the relation that reads it.
   */
  partitions: Partition[];
  /** Tables without whose rows it has none: it is not computed while all of them are empty. */
  without: string[];
  /** Whether it is a view that costs much to read, which `check` reads only when it is named. */
  isOnRequest: boolean;
  /** Relation whose `resource_key` says on which days a row of this one counts. */
  days?: string;
  /** Pages that state the rule. */
  see: string[];
  /** What columns mean here, where the glossary does not say it or says otherwise. */
  columns: Readonly<Record<string, Meaning>>;
}

/**
 * How a relation can be divided. No row of a partition depends on rows of another partition of an
 * input; `test/rules/partitions.test.ts` checks that for every header.
 */
export const PARTITIONS = {
  capture: 'capture_id',
  day: 'account, usage_on',
  period: 'account, period_id',
} as const;

export type Partition = keyof typeof PARTITIONS;

const FIELD = /^--\s*(grain|kind|see|partition|days|empty without|checked):\s*(.+)$/;

/** What a column means, over one line or several with its name. */
const COLUMN = /^-- column ([A-Za-z0-9_]+):\s*(.+)$/;

/**
 * Reads the comment lines above the SELECT.
 * @throws FlaretallyError E_RULE_HEADER when the sentence or the grain is missing
 */
export function parseHeader(path: string, sql: string): Header {
  const header: Header = {
    says: '',
    grain: [],
    kind: 'view',
    partitions: [],
    without: [],
    isOnRequest: false,
    see: [],
    columns: {},
  };
  const sentences: string[] = [];
  const columns = new Map<string, string>();
  for (const line of sql.split('\n')) {
    if (!line.startsWith('--')) break;
    const [, field, value] = FIELD.exec(line) ?? [];
    const [, column, meaning] = COLUMN.exec(line) ?? [];
    if (column !== undefined)
      columns.set(column, [columns.get(column), meaning].filter(Boolean).join(' '));
    else if (field === 'grain') header.grain.push(...splitList(value));
    else if (field === 'see') header.see.push(value?.trim() ?? '');
    else if (field === 'empty without') header.without.push(...splitList(value));
    else if (field === 'checked') header.isOnRequest = parseChecked(path, value?.trim());
    else if (field === 'days') header.days = value?.trim() ?? '';
    else if (field === 'partition') header.partitions.push(parsePartition(path, value?.trim()));
    else if (field === 'kind') header.kind = parseKind(path, value?.trim());
    else sentences.push(line.replace(/^--\s?/, ''));
  }
  header.columns = Object.fromEntries(
    [...columns].map(([name, text]) => [name, parseMeaning(text)]),
  );
  header.says = sentences.join(' ').trim();
  if (!header.says || header.grain.length === 0) throw incomplete(path);
  return header;
}

function splitList(value = ''): string[] {
  return value.split(',').map((item) => item.trim());
}

function parseKind(path: string, kind: string | undefined): Header['kind'] {
  if (kind === 'view' || kind === 'table' || kind === 'declaration') return kind;
  throw usageError('E_RULE_HEADER', `${path}: kind is view, table or declaration, not "${kind}"`);
}

function parseChecked(path: string, when: string | undefined): boolean {
  if (when === 'when named') return true;
  throw usageError('E_RULE_HEADER', `${path}: a view is checked when named, not "${when}"`);
}

function parsePartition(path: string, columns: string | undefined): Partition {
  for (const [name, known] of Object.entries(PARTITIONS)) {
    if (known === columns) return name as Partition;
  }
  const known = Object.values(PARTITIONS).join('; ');
  throw usageError(
    'E_RULE_HEADER',
    `${path}: no partition is by ${columns}`,
    `known are: ${known}`,
  );
}

function incomplete(path: string) {
  return usageError(
    'E_RULE_HEADER',
    `${path} does not say what it is`,
    'begin the file with "-- <sentence>" and "-- grain: column, column"',
  );
}
