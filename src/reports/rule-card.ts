import { type RowSet, textRows } from '../words/rows.ts';
import { visible } from '../words/visible.ts';
import { renderTerms } from './terms.ts';

/** The facts of a rule file. */
export interface RuleText {
  layer: string;
  relation: string;
  path: string;
  sql: string;
  /** Relations it reads. */
  inputs: readonly string[];
  isReplaced: boolean;
  isMade?: true;
  header: { says: string; grain: readonly string[]; kind: string; see: readonly string[] };
}

/** A column of a relation. */
export interface RuleColumn {
  name: string;
  type: string;
  /** What it says, the unit of a number, and the page that states it. */
  meaning?: { says: string; unit?: string; source?: string };
}

/** A rule with its inputs and readers. */
export interface RuleCard {
  rule: RuleText;
  /** In order. */
  columns: readonly RuleColumn[];
  /** Rules that read it. */
  readers: readonly RuleText[];
}

/** Rules in the order of their layers, by name within one. */
export function byLayer<R extends RuleText>(rules: readonly R[], layers: readonly string[]): R[] {
  const byName = [...rules].sort((a, b) => (a.relation < b.relation ? -1 : 1));
  return layers.flatMap((layer) => byName.filter((rule) => rule.layer === layer));
}

/** All rules, a row each, without their text. */
export function rulesTable(rules: readonly RuleText[]): RowSet {
  const names = ['layer', 'relation', 'kind', 'grain', 'inputs', 'is_replaced', 'says'];
  const rows = rules.map(({ layer, relation, inputs, isReplaced, header }) => {
    const { kind, says } = header;
    const grain = header.grain.join(', ');
    return { layer, relation, kind, grain, inputs: inputs.length, is_replaced: isReplaced, says };
  });
  return textRows(names, rows);
}

/** All rules for a terminal: the name, the kind, and the description. */
export function rulesPage(rules: readonly RuleText[]): string {
  const terms = rules.map(({ relation, inputs, isReplaced, header }) => {
    const reads = inputs.length === 0 ? '' : `, reads ${inputs.length}`;
    const mark = isReplaced ? ', replaced by --queries' : '';
    return [`${relation} (${header.kind}${reads}${mark})`, firstSentence(header.says)] as const;
  });
  return renderTerms(terms);
}

function firstSentence(text: string): string {
  return /^.*?\.(?=\s|$)/.exec(text)?.[0] ?? text;
}

/** The lines above the text of a rule, without empty facts. */
export function ruleHead({ rule, columns, readers }: RuleCard): string {
  const facts = {
    path: placeOf(rule),
    kind: rule.header.kind,
    grain: rule.header.grain.join(', '),
    reads: rule.inputs.join(', '),
    'read by': names(readers).join(', '),
    see: rule.header.see.join(' '),
  };
  const lines = Object.entries(facts).filter(([, text]) => text !== '');
  const head = lines.map(([name, text]) => `${name.padEnd(8)} ${visible(text)}\n`).join('');
  return `${head}\n${renderTerms(columns.map((column) => [column.name, columnText(column)]))}\n`;
}

/** `DECIMAL(38,2), USD. What the line costs`, with the page that states it if there is one. */
function columnText({ type, meaning }: RuleColumn): string {
  const { unit, says, source } = meaning ?? {};
  const kind = unit === undefined ? type : `${type}, ${unit}`;
  return [says === undefined ? kind : `${kind}. ${says}.`, source].filter(Boolean).join(' ');
}

/** A rule that rows of `ref` make has no file until somebody writes one in its place. */
function placeOf({ path, isMade, isReplaced }: RuleText): string {
  if (isMade) return `queries/${path} (no file: made from the rows of queries/ref)`;
  return `queries/${path}${isReplaced ? ' (replaced by --queries)' : ''}`;
}

/** The same and the text, for a program. */
export function ruleRow({ rule, columns, readers }: RuleCard): RowSet {
  const { relation, path, inputs, sql, header } = rule;
  const { kind, grain, see, says } = header;
  const read_by = names(readers);
  const described = columns.map(({ name, type, meaning }) => ({
    ...{ name, type, unit: meaning?.unit ?? null },
    ...{ says: meaning?.says ?? null, source_url: meaning?.source ?? null },
  }));
  const row = {
    relation,
    path,
    kind,
    grain,
    columns: described,
    reads: inputs,
    read_by,
    see,
    says,
    sql,
  };
  return textRows(Object.keys(row), [row]);
}

function names(rules: readonly RuleText[]): string[] {
  return rules.map(({ relation }) => relation);
}
