// One headless Chromium for the tests that look at pages. Where none is installed they are skipped,
// unless FLARETALLY_REQUIRE_BROWSER says that there must be one.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ROOT } from '../support/temp.ts';

const PLACES = [
  ...(process.env.CHROMIUM ? [process.env.CHROMIUM] : []),
  ...['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
];

export const CHROMIUM = PLACES.find((path) => existsSync(path));

/** Whether the tests run: a missing browser is an error where one is required. */
export const HAS_BROWSER = CHROMIUM !== undefined || isRequired();

function isRequired(): boolean {
  const { FLARETALLY_REQUIRE_BROWSER: required = '' } = process.env;
  if (required === '') console.info('No Chromium was found: the tests of pages are skipped.');
  return required !== '';
}

export function launch(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error(`no Chromium at ${PLACES.join(', ')}`);
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync'],
    ],
  });
}

export interface Look {
  width?: number;
  colorScheme?: 'light' | 'dark';
  media?: 'screen' | 'print';
}

/** An open page, and all that it complained of or asked for. */
export interface Opened {
  page: Page;
  /** Messages of the console, errors, and requests for anything but the file. */
  complaints: string[];
}

export async function open(browser: Browser, file: string, look: Look = {}): Promise<Opened> {
  const { width = 1100, colorScheme = 'light', media = 'screen' } = look;
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
  const complaints: string[] = [];
  const own = pathToFileURL(file).href;
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (request.url() !== own) complaints.push(`request for ${request.url()}`);
  });
  await page.emulateMedia({ media, colorScheme });
  await page.goto(own);
  return { page, complaints };
}

const AXE = readFileSync(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong, as rule and element. */
export async function axe(page: Page): Promise<string[]> {
  // The browser's own door: a script element would break the policy of the page.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe: inPage } = globalThis as unknown as { axe: { run: () => Promise<Found> } };
    const { violations } = await inPage.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

interface Found {
  violations: { id: string; nodes: { html: string }[] }[];
}
