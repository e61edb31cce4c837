// Each command that findings name after `Next:` exists, and so does the report that it prints.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { readCatalog } from '../../src/rules/catalog.ts';
import { ROOT } from '../support/temp.ts';

const SQL = readFileSync(join(ROOT, 'queries/findings/next_commands.sql'), 'utf8');

test('commands of findings exist', () => {
  const named = [
    ...SQL.matchAll(/'(?:kind'[^}]*'command': ')?((?:report|explain|coverage|pull)\b[^']*)'/g),
  ].map(([, words = '']) => words.trim());
  expect(named.length).toBeGreaterThan(15);
  const relations = new Set(readCatalog().rules.map(({ relation }) => relation));
  const wrong = named.filter((words) => {
    const [verb = '', name = ''] = words.split(' ');
    if (!(verb in commands)) return true;
    return verb === 'report' && !relations.has(`report.${name}`);
  });
  expect(wrong).toEqual([]);
});
