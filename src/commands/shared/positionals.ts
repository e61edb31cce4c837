import { usageError } from '../../errors.ts';
import { isRequired, positionalName } from './names.ts';
import type { Guarded } from './spec.ts';
import { checkOption } from './values.ts';

/** Positionals as citty takes them (one value each), and the variadic one whole. */
export interface Assigned {
  values: string[];
  lists: Map<string, string[]>;
}

/**
 * Assigns a value to each positional; throws if one is missing, empty, not an option or too many.
 */
export function assignPositionals(command: Guarded, typed: readonly string[]): Assigned {
  const rest = [...typed];
  const values: string[] = [];
  const lists = new Map<string, string[]>();
  for (const [name, spec] of Object.entries(command.args)) {
    if (spec.type !== 'positional') continue;
    const label = positionalName(name, spec);
    const taken = rest.splice(0, spec.variadic ? rest.length : 1);
    if (taken.length === 0 && isRequired(spec)) throw missing(command, label);
    for (const value of taken) {
      if (value.trim() === '') throw empty(label);
      if (spec.options !== undefined) checkOption(label, value, spec.options);
    }
    if (spec.variadic) lists.set(name, taken);
    values.push(...taken.slice(0, 1));
  }
  const [surplus] = rest;
  if (surplus !== undefined) throw extra(command, surplus);
  return { values, lists };
}

function missing(command: Guarded, label: string) {
  const fix = `flaretally ${command.name} --help shows examples`;
  return usageError('E_ARGUMENT_MISSING', `${command.name} needs ${label}`, fix);
}

function empty(label: string) {
  const fix = 'is a shell variable not set?';
  return usageError('E_ARGUMENT_EMPTY', `${label} is empty`, fix);
}

function extra(command: Guarded, value: string) {
  // `reconcile 2026-10` is what people type first.
  const isPeriod = /^\d{4}-\d{2}/.test(value) && Object.hasOwn(command.args, 'period');
  const fix = isPeriod
    ? `did you mean --period ${value}?`
    : `quote an argument that has spaces; flaretally ${command.name} --help says what it takes`;
  return usageError('E_ARGUMENT_EXTRA', `${command.name} does not take "${value}"`, fix);
}
