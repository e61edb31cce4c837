// The chargeback report as people meet it: in a browser, light and dark, on paper and on a phone.
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileNameOf } from '../../src/reports/chargeback/file-name.ts';
import { HOSTILE, loadTenants } from '../support/hostile-account.ts';
import { placeLoaded } from '../support/loaded.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { axe, HAS_BROWSER, launch, open } from './browser.ts';

const folder = temporary(afterAll);
const pages: Record<string, string> = {};
let browser: Browser;

async function write(name: string, db: string): Promise<void> {
  const file = join(folder, `${name}.html`);
  const { code, err } = await run(['report', 'chargeback', '--db', db, '--out', file], folder);
  expect({ code, err }).toEqual({ code: 0, err: `${file}\n` });
  pages[name] = file;
}

describe.runIf(HAS_BROWSER)('the page of a chargeback report', () => {
  beforeAll(async () => {
    await write('demo', await placeLoaded('demo', join(folder, 'demo.duckdb')));
    await write('empty', await placeLoaded('empty-account', join(folder, 'empty.duckdb')));
    await write('hostile', await loadTenants(folder));
    const split = ['report', 'chargeback', '--split-by', 'tenant', '--out', 'split'];
    await run([...split, '--db', join(folder, 'demo.duckdb')], folder);
    pages.index = join(folder, 'split', 'index.html');
    pages.tenant = join(folder, 'split', `${fileNameOf('acme-support')}.html`);
    browser = await launch();
  });
  afterAll(() => browser?.close());

  const page = (name: string) => pages[name] ?? '';

  type Look = [page: string, name: string, look: Parameters<typeof open>[2]];
  const LOOKS: Look[] = [
    ['demo', 'light', {}],
    ['demo', 'dark', { colorScheme: 'dark' }],
    ['demo', 'print', { media: 'print' }],
    ['demo', 'phone', { width: 375 }],
    ['empty', 'phone', { width: 375 }],
    ['index', 'phone', { width: 375 }],
    ['tenant', 'paper', { media: 'print' }],
  ];
  const BY_NIGHT: Look[] = [['hostile', 'phone by night', { width: 375, colorScheme: 'dark' }]];

  const looksWell = async (...[name, , look]: Look) => {
    const { page: shown, complaints } = await open(browser, page(name), look);
    for (const button of await shown
      .locator('.opener')
      .all()
      .then((all) => all.slice(0, 2))) {
      await button.click();
    }
    expect(await axe(shown)).toEqual([]);
    expect(complaints).toEqual([]);
    const wide = await shown.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(wide).toBeLessThanOrEqual(0);
    await shown.close();
  };
  const WELL = '%s, %s: nothing is amiss, nothing is asked for';
  test.each(BY_NIGHT)(WELL, looksWell);
  test.each(LOOKS)(WELL, { tags: 'journey' }, looksWell);

  test('rows are sorted and searched by keyboard, and what no tenant caused stays last', async () => {
    const { page: shown } = await open(browser, page('demo'));
    const names = () => shown.locator('#tenants tbody:not([hidden]) bdi').allInnerTexts();
    const first = async () =>
      await shown.locator('#tenants tbody > tr:first-child bdi').allInnerTexts();
    const byDollars = await first();
    expect(byDollars.at(0)).toBe('acme-support');
    await shown.getByRole('button', { name: 'Tenant' }).focus();
    await shown.keyboard.press('Enter');
    const head = shown.getByRole('columnheader', { name: 'Tenant' });
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await shown.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    const sorted = await first();
    expect(sorted.slice(0, -1)).toEqual([...byDollars.slice(0, -1)].sort().reverse());
    expect(sorted.at(-1)).toBe('unattributed');
    await shown.getByLabel('Search tenants').fill('FJORD');
    expect((await names()).every((name) => name === 'fjord-bank')).toBe(true);
    expect(await shown.getByRole('status').first().textContent()).toBe('1 of 7');
    await shown.close();
  });

  test('a row opens by keyboard to the lines that make up its amount, and on paper by itself', async () => {
    const { page: shown } = await open(browser, page('demo'));
    const button = shown.getByRole('button', { name: 'acme-support' });
    const detail = shown.locator(`#${await button.getAttribute('aria-controls')}`);
    expect(await detail.isVisible()).toBe(false);
    await button.focus();
    await shown.keyboard.press('Space');
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    expect(await detail.textContent()).toContain('that part of $125.00 is $35.72.');
    await shown.keyboard.press('Space');
    expect(await detail.isVisible()).toBe(false);
    await shown.emulateMedia({ media: 'print' });
    expect(await detail.isVisible()).toBe(true);
    for (const format of ['A4', 'Letter']) {
      const pdf = await shown.pdf({ format });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      // Derivations of the demo's 29 lines alone would fill twenty sheets.
      expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(18);
    }
    await shown.close();
  });

  test('names of tenants are text, whatever they look like', async () => {
    const { page: shown } = await open(browser, page('hostile'));
    expect(await shown.title()).toBe('Chargeback, 4 October to 3 November 2026');
    const names = await shown.locator('#tenants .opener bdi').allTextContents();
    const shownNames = HOSTILE.map((name) => name.replace('\u202e', '\ufffd'));
    expect(names.sort()).toEqual([...shownNames, 'unattributed'].sort());
    expect(await shown.locator('script, img').count()).toBe(1);
    await shown.close();
  });
});
