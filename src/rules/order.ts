import { usageError } from '../errors.ts';
import type { Rule } from './rule-file.ts';

/** A rule with the relations it reads. */
export interface ResolvedRule extends Rule {
  inputs: string[];
}

/**
 * Sorts rules so that each comes after its inputs.
 * @throws FlaretallyError E_RULE_UNKNOWN_INPUT, E_RULE_CYCLE
 */
export function inOrder(rules: readonly ResolvedRule[]): ResolvedRule[] {
  const byRelation = new Map(rules.map((rule) => [rule.relation, rule]));
  const done = new Set<string>();
  const ordered: ResolvedRule[] = [];
  const visit = (rule: ResolvedRule, path: string[]): void => {
    if (done.has(rule.relation)) return;
    if (path.includes(rule.relation)) throw cycle([...path, rule.relation]);
    const { days } = rule.header;
    for (const input of days === undefined ? rule.inputs : [...rule.inputs, days]) {
      const needed = byRelation.get(input);
      if (!needed) throw unknownInput(rule, input);
      visit(needed, [...path, rule.relation]);
    }
    done.add(rule.relation);
    ordered.push(rule);
  };
  for (const rule of rules) visit(rule, []);
  return ordered;
}

/** The rules with these names and what they need, in the order of `rules`. */
export function firstOf(
  rules: readonly ResolvedRule[],
  names: readonly string[],
): readonly ResolvedRule[] {
  const needed = new Set(names);
  for (const { relation, inputs, header } of [...rules].reverse()) {
    if (!needed.has(relation)) continue;
    for (const input of inputs) needed.add(input);
    if (header.days !== undefined) needed.add(header.days);
  }
  return rules.filter(({ relation }) => needed.has(relation));
}

function cycle(path: string[]) {
  return usageError('E_RULE_CYCLE', `rules read each other in a circle: ${path.join(' -> ')}`);
}

function unknownInput(rule: Rule, input: string) {
  return usageError(
    'E_RULE_UNKNOWN_INPUT',
    `${rule.path} reads ${input}, which no rule makes`,
    '`flaretally rules` lists the relations there are',
  );
}
