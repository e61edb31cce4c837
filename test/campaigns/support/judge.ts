// Gives the program a mutant and says what is wrong with what it did.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ran, run } from '../../support/run.ts';
import type { Mutant } from './draw.ts';
import type { Input } from './inputs.ts';
import { faultsOfManners, warningsIn } from './manners.ts';
import { isNamed, moved, readSaid, type Said } from './money.ts';
import { DATABASE, demoBase, leftovers, stage } from './world.ts';

export interface Judged {
  outcome: 'refused' | 'same' | 'named' | 'moved';
  faults: string[];
  ran: Ran;
  moved: string[];
}

export type Run = (argv: readonly string[], folder: string) => Promise<Ran>;

const NOTHING: Said = { money: {}, notices: new Set() };

/** Judges mutants of one database; what an input says unharmed is asked once. */
export class Judge {
  readonly #folder: string;
  readonly #made: string;
  readonly #rules: readonly string[];
  readonly #unharmed = new Map<string, Promise<Said>>();

  /**
   * @param made where the databases lie that mutants are loaded into
   * @param rules further words for a load, to try rules that are wrong
   */
  constructor(folder: string, made: string, rules: readonly string[] = []) {
    this.#folder = join(folder, 'mutant');
    this.#made = made;
    this.#rules = rules;
  }

  async judge({ input, mutator, bytes }: Mutant, how: Run = run): Promise<Judged> {
    const [command = ''] = input.argv;
    const before = await this.#saidUnharmed(input);
    stage(this.#folder, await this.#baseOf(input), input.file, bytes);
    const digest = this.#digest();
    const ran = await how(this.#words(input), this.#folder);
    const faults = faultsOfManners(command, ran);
    const left = leftovers(this.#folder, input.file);
    if (left.length > 0) faults.push(`left behind: ${left.join(', ')}`);
    if (ran.code === 1 || ran.code === 2 || ran.code === 4) {
      if (this.#digest() !== digest) faults.push('half a load');
      if (mutator.expects === 'same') faults.push('refused, though it says the same');
      return { outcome: 'refused', faults, ran, moved: [] };
    }
    const after = await this.#said(command, ran);
    const differs = moved(before.money, after.money);
    if (differs.length === 0) return { outcome: 'same', faults, ran, moved: [] };
    const named =
      isNamed(before, after) || warningsIn(command === 'load' ? ran.err : '').length > 0;
    if (mutator.expects === 'same') faults.push('dollars moved, though it says the same');
    if (mutator.expects === 'damage' && !named) faults.push('dollars moved in silence');
    return { outcome: named ? 'named' : 'moved', faults, ran, moved: differs };
  }

  /** Most files are in the database already and say what it says. */
  #saidUnharmed(input: Input): Promise<Said> {
    const name = input.isNew ? input.file : DATABASE;
    const known = this.#unharmed.get(name) ?? this.#saidOf(input);
    this.#unharmed.set(name, known);
    return known;
  }

  async #saidOf(input: Input): Promise<Said> {
    const base = await this.#baseOf(input);
    if (!input.isNew) return readSaid(base);
    stage(this.#folder, base, input.file, input.bytes);
    const ran = await run(this.#words(input), this.#folder);
    const [command = ''] = input.argv;
    if (![0, 3].includes(ran.code)) throw new Error(`${input.file} unharmed: ${ran.err}`);
    return this.#said(command, ran);
  }

  #baseOf({ base }: Input): Promise<string> {
    return demoBase(this.#made, base);
  }

  #words({ argv, file }: Input): string[] {
    const rules = argv[0] === 'load' ? this.#rules : [];
    return [...argv.map((word) => (word === 'FILE' ? file : word)), ...rules];
  }

  async #said(command: string, { out }: Ran): Promise<Said> {
    if (command === 'load') return readSaid(join(this.#folder, DATABASE));
    if (command !== 'estimate') return NOTHING;
    const { total_usd } = JSON.parse(out) as { total_usd: string };
    return { ...NOTHING, money: { total: total_usd } };
  }

  #digest(): string {
    const bytes = readFileSync(join(this.#folder, DATABASE));
    return createHash('sha256').update(bytes).digest('hex');
  }
}
