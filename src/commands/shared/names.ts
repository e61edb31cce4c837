import type { ArgSpec, ArgSpecs, PositionalSpec } from './spec.ts';

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const RESERVED = ['help', 'h'];

/** `--dry-run` as a property name: `dryRun`. */
export function camel(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The name of a positional in help and errors: `PATH...`. */
export function positionalName(name: string, spec: PositionalSpec): string {
  return `${spec.valueHint ?? name.toUpperCase()}${spec.variadic ? '...' : ''}`;
}

/** Whether the command cannot run without it. */
export function isRequired(spec: ArgSpec): boolean {
  if (spec.type === 'boolean' || spec.default !== undefined) return false;
  return spec.type === 'positional' ? spec.required !== false : spec.required === true;
}

/** A flag's other spellings, with their dashes. */
export function aliasForms(spec: ArgSpec): string[] {
  if (spec.type === 'positional' || spec.alias === undefined) return [];
  const aliases = typeof spec.alias === 'string' ? [spec.alias] : spec.alias;
  return aliases.map((alias) => (alias.length === 1 ? `-${alias}` : `--${alias}`));
}

/** Throws if a command declares something that the guard does not support: a mistake of ours. */
export function checkSpecs(command: string, specs: ArgSpecs): void {
  const names = Object.keys(specs);
  const spoken = Object.values(specs).flatMap(aliasForms);
  const positionals = Object.values(specs).filter((spec) => spec.type === 'positional');
  const refuse = (reason: string) => {
    throw new Error(`command ${command} is declared wrongly: ${reason}`);
  };
  for (const name of names) {
    if (!KEBAB.test(name)) refuse(`${name} is not kebab-case`);
    // `--no-x` always means "not x", so no flag may be called that.
    if (name.startsWith('no-')) refuse(`${name} would read as a negation`);
    if (RESERVED.includes(name)) refuse(`${name} is every command's own flag`);
  }
  if (spoken.some((form, i) => spoken.indexOf(form) !== i || names.includes(form.slice(2))))
    refuse('an alias is used twice');
  if (spoken.some((form) => RESERVED.includes(form.replace(/^-+/, ''))))
    refuse('-h and --help are taken');
  if (positionals.slice(0, -1).some((spec) => spec.variadic))
    refuse('only the last positional may be variadic');
  if (
    positionals.slice(1).some((spec, i) => isRequired(spec) && !isRequired(positionals[i] ?? spec))
  )
    refuse('no positional that is required may follow an optional one');
}
