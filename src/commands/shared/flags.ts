import { usageError } from '../../errors.ts';
import { aliasForms } from './names.ts';
import type { ArgSpec, Guarded } from './spec.ts';
import { unknownFlag } from './unknown-flag.ts';
import { checkOption } from './values.ts';

/** A way to write a flag: `--db`, `-d`, `--no-check`. */
interface Form {
  name: string;
  spec: ArgSpec;
  isNegated: boolean;
}

/** The typed values of each flag by name, and the words that belong to no flag. */
export interface Flags {
  given: Map<string, (string | boolean)[]>;
  positionals: string[];
}

/** Parses every flag strictly; throws on the first that is unknown, empty, repeated or misused. */
export function readFlags(command: Guarded, argv: readonly string[]): Flags {
  const forms = formsOf(command);
  const given: Flags['given'] = new Map();
  const positionals: string[] = [];
  const rest = [...argv];
  for (let token = rest.shift(); token !== undefined; token = rest.shift()) {
    if (token === '--') positionals.push(...rest.splice(0));
    // A single dash is a word: standard input. So is a SQL comment, which begins with two dashes
    // and a space.
    else if (token === '-' || !token.startsWith('-') || /^--\s/.test(token))
      positionals.push(token);
    else {
      const equals = token.indexOf('=');
      const typed = equals < 0 ? token : token.slice(0, equals);
      const form = forms.get(typed);
      if (form === undefined) throw unknownFlag(command, typed, [...forms.keys()]);
      const inline = equals < 0 ? undefined : token.slice(equals + 1);
      const value =
        form.spec.type === 'boolean' ? flip(typed, form, inline) : text(typed, inline, rest);
      if (form.spec.type === 'enum') checkOption(typed, String(value), form.spec.options);
      keep(given, typed, form, value);
    }
  }
  return { given, positionals };
}

function formsOf(command: Guarded): Map<string, Form> {
  const forms = new Map<string, Form>();
  for (const [name, spec] of Object.entries(command.args)) {
    if (spec.type === 'positional') continue;
    for (const form of [`--${name}`, ...aliasForms(spec)])
      forms.set(form, { name, spec, isNegated: false });
    if (spec.type === 'boolean') forms.set(`--no-${name}`, { name, spec, isNegated: true });
  }
  return forms;
}

/** A switch is on if present. `--check=false` is refused and not guessed. */
function flip(typed: string, form: Form, inline: string | undefined): boolean {
  if (inline === undefined) return !form.isNegated;
  const fix = `write --${form.name} or --no-${form.name}`;
  throw usageError('E_FLAG_VALUE', `${typed} takes no value`, fix);
}

function text(typed: string, inline: string | undefined, rest: string[]): string {
  const next = rest[0];
  // In `--period --format json` the period is missing. A value that begins with a dash needs `=`.
  const isTaken =
    inline === undefined && next !== undefined && (next === '-' || !next.startsWith('-'));
  const value = inline ?? (isTaken ? rest.shift() : undefined);
  if (value !== undefined && value.trim() !== '') return value;
  const what = value === undefined ? `${typed} has no value` : `the value of ${typed} is empty`;
  throw usageError('E_FLAG_EMPTY', what, `write ${typed}=VALUE, or leave ${typed} out`);
}

function keep(given: Flags['given'], typed: string, { name, spec }: Form, value: string | boolean) {
  const values = given.get(name) ?? [];
  const mayRepeat = (spec.type === 'string' || spec.type === 'enum') && spec.multiple === true;
  if (values.length > 0 && !mayRepeat)
    throw usageError('E_FLAG_REPEATED', `${typed} is given more than once`, 'give it once');
  given.set(name, [...values, value]);
}
