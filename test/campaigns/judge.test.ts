// @module-tag journey
// That the judge of mutants sees what it is there for: with rules that are wrong it finds the fault,
// with the bundled ones none.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { BUNDLED_QUERIES } from '../../src/rules/catalog.ts';
import { temporary } from '../support/temp.ts';
import { mutantOf } from './support/draw.ts';
import { Judge } from './support/judge.ts';
import { sharedFolder } from './support/world.ts';

const folder = temporary(afterAll);
const made = sharedFolder();

/** Whose only row is none: a check that finds nothing, whatever is broken. */
const BLIND = `-- Finds nothing.\n-- grain: problem\nselect '' as problem where false\n`;

/** The rule as it is, less a row. */
const lossy = (text: string) =>
  text.replace(/^(?!--)/m, 'select * from (\n').concat(`\n) where tenant <> 'acme-support'\n`);

const BROKEN = `-- Fails.\n-- grain: status\n-- kind: table\nselect 'x'::integer as status\n`;

const WRONG: readonly [
  says: string,
  file: string,
  mutator: string,
  rule: string,
  wrong: (text: string) => string,
  fault: string,
][] = [
  [
    'an invoice that need not add up',
    'invoice.json',
    'a line lost',
    'checks/invoice_totals.sql',
    () => BLIND,
    'dollars moved in silence',
  ],
  [
    'a map that loses a tenant',
    'tenants.csv',
    'rows in another order',
    'staging/tenants.sql',
    lossy,
    'dollars moved, though it says the same',
  ],
  [
    'a rule that DuckDB refuses',
    'tenants.csv',
    'byte order mark',
    'report/totals_by_status.sql',
    () => BROKEN,
    'the rules are blamed',
  ],
];

const sound = new Judge(folder, made);

test.each(WRONG)('%s is seen', async (says, file, name, rule, wrong, fault) => {
  const mutant = mutantOf(file, name);
  const queries = join(folder, 'queries', says);
  const path = join(queries, rule);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, wrong(readFileSync(join(BUNDLED_QUERIES, rule), 'utf8')));
  const judge = new Judge(folder, made, ['--queries', queries]);
  expect((await judge.judge(mutant)).faults).toContain(fault);
  expect((await sound.judge(mutant)).faults).toEqual([]);
});
