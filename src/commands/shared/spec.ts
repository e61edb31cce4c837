interface Described {
  /** One line for the help; no full stop. */
  description: string;
  /** The placeholder of the value in the help, e.g. `FILE`. */
  valueHint?: string;
}

interface Flag extends Described {
  /** Other spellings, without dashes: one letter is `-p`, a word is `--word`. */
  alias?: string | readonly string[];
}

export interface BooleanSpec extends Flag {
  type: 'boolean';
  default?: boolean;
}

interface ValueFlag extends Flag {
  default?: string;
  required?: boolean;
  /** Environment variable used without the flag; empty counts as unset. Never a secret. */
  env?: string;
  /** Setting of the configuration file used without flag and variable: `pull.only`. */
  config?: string;
  /** The flag may be given several times; the values arrive as an array in the order typed. */
  multiple?: boolean;
}

export interface StringSpec extends ValueFlag {
  type: 'string';
}

export interface EnumSpec extends ValueFlag {
  type: 'enum';
  options: readonly string[];
}

/** Required unless `required: false` or a default says otherwise. */
export interface PositionalSpec extends Described {
  type: 'positional';
  default?: string;
  required?: boolean;
  options?: readonly string[];
  /** Takes all remaining words (`PATH...`) as an array; only the last positional may. */
  variadic?: boolean;
}

/** One argument of a command: citty's shape plus `env`, `multiple` and `variadic`. */
export type ArgSpec = BooleanSpec | StringSpec | EnumSpec | PositionalSpec;

/** Arguments by kebab-case name, in the order the help shows them. */
export type ArgSpecs = Readonly<Record<string, ArgSpec>>;

export type Camel<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S;

type Text<D> = D extends { options: readonly (infer O extends string)[] } ? O : string;

type MayLack<D> = D extends { default: string } | { required: true }
  ? never
  : D extends { type: 'positional' }
    ? D extends { required: false }
      ? undefined
      : never
    : undefined;

type ValueOf<D> = D extends { type: 'boolean' }
  ? boolean
  : D extends { multiple: true } | { variadic: true }
    ? Text<D>[]
    : Text<D> | MayLack<D>;

/** Values as a command receives them, by camelCase name: `--dry-run` is `args.dryRun`. */
export type CliArgs<T extends ArgSpecs> = {
  readonly [K in keyof T & string as Camel<K>]: ValueOf<T[K]>;
};

/** What the guard has to know of a command. */
export interface Guarded {
  name: string;
  args: ArgSpecs;
}
