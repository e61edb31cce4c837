// docs/data-dictionary.md is written from the rules, a table a relation. `npm run update` writes it anew.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { dictionaryPage } from '../support/dictionary-page.ts';
import { golden, ROOT } from '../support/temp.ts';

/** Larger pages are not shown by GitHub as a whole. */
const MOST_BYTES = 600_000;

test('the page is that of the rules and of the glossary, as they are now', async () => {
  const page = await dictionaryPage();
  expect(golden(join(ROOT, 'docs/data-dictionary.md'), page)).toBe(page);
  expect(page.match(/^### /gm)).toHaveLength(readCatalog().rules.length);
  expect(page.length).toBeLessThan(MOST_BYTES);
  expect(page, 'a value that is not there').not.toMatch(/undefined|\[object|NaN/);
});
