// The examples of CONTRIBUTING.md are what works: each row of a product has the fields of its
// CSV file, each column of the report has a meaning, and an account to try shows what it promises.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { meaningOf } from '../../src/rules/column-meanings.ts';
import { ROOT } from '../support/temp.ts';

const PAGE = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

/** The text from a heading to the next one. */
function section(title: string): string {
  return PAGE.split(/^## /m).find((part) => part.startsWith(title)) ?? '';
}

/** Fields that a CSV of `ref` has. */
function fieldsOf(name: string): number {
  const [head = ''] = readFileSync(join(ROOT, 'queries/ref', `${name}.csv`), 'utf8').split('\n');
  return head.split(',').length;
}

test('rows of a product have as many fields as their files', () => {
  const steps = section('Add a product')
    .split(/^\d\. {2}/m)
    .slice(1, 8);
  const wrong = steps.flatMap((step) => {
    const names = [...step.matchAll(/`(\w+)\.csv`/g)].map(([, name = '']) => name);
    const rows = step.match(/^ {8}\S.*$/gm) ?? [];
    expect(rows.length, step).toBeGreaterThan(0);
    return rows.filter((row) => {
      const [fields = []] = parse(row.trim()) as string[][];
      return !names.some((name) => fieldsOf(name) === fields.length);
    });
  });
  expect(wrong).toEqual([]);
});

test('the report says what each of its columns means', () => {
  const [sql = ''] = section('Add a report').match(/^ {4}-- (?:.*\n)*?\n/m) ?? [];
  const columns = Object.fromEntries(
    [...sql.matchAll(/^ {4}-- column (\w+): (.*)$/gm)].map(([, name, says = '']) => [
      name,
      { says },
    ]),
  );
  const [, list = ''] = /select (.*)\n/.exec(sql) ?? [];
  const names = list.split(', ').map((column) => column.split(' as ').at(-1) ?? '');
  expect(names.length).toBeGreaterThan(2);
  const rule = { layer: 'report', header: { columns } };
  const { glossary } = readCatalog();
  expect(names.filter((name) => !meaningOf(glossary, rule, name)?.says)).toEqual([]);
});

test('accounts to try need no rules of their own: their story would not be what is shown', () => {
  const commands = section('Find your way').match(/^ {4}flaretally load .*$/gm) ?? [];
  expect(commands.length).toBeGreaterThan(0);
  const untold = commands.filter((command) => {
    const [, account = ''] = /load (fixtures\/\S+)/.exec(command) ?? [];
    expect(existsSync(join(ROOT, account, 'story.json')), account).toBe(true);
    return existsSync(join(ROOT, account, 'queries')) && !command.includes('--queries');
  });
  expect(untold).toEqual([]);
});
