// docs/signatures.md is written from queries/ref, a section a behaviour. `npm run update` writes it anew.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBehaviours, signaturePage } from '../support/signature-page.ts';
import { golden, ROOT } from '../support/temp.ts';

test('the page is that of the behaviours, as they are looked for now', async () => {
  const behaviours = await readBehaviours();
  const page = signaturePage(behaviours);
  expect(golden(join(ROOT, 'docs/signatures.md'), page)).toBe(page);
  expect(page.match(/^## /gm)).toHaveLength(behaviours.length);
  expect(page, 'a name in braces without a number').not.toMatch(/[{}]|undefined|\bnull\b|NaN/);
});

test('each behaviour has a cure and a source on a page of its own', async () => {
  for (const { signature, cure_url, source_url } of await readBehaviours()) {
    expect(cure_url, String(signature)).toMatch(/^https:\/\//);
    expect(source_url, String(signature)).toMatch(/^https:\/\//);
  }
});
