// Counts the requests of a pull of 30 days of all Durable Objects and Workers datasets of the demo
// account, against the least possible: for each dataset, total or split, one for each window that
// is allowed or each page that is filled, whichever are more. Run `node bench/pull.mjs`; fails
// where the usual settings take more than 1.2 times the least.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const MOST = 1.2;
const DAY = 86_400;
const NOW = new Date('2026-11-10T06:00:00Z');
const PERIOD = {
  startsAt: new Date('2026-10-05T00:00:00Z'),
  endsAt: new Date('2026-11-04T00:00:00Z'),
};
const DAYS = (PERIOD.endsAt.getTime() - PERIOD.startsAt.getTime()) / 1000 / DAY;

/** What an account may be allowed; the first is what was read off real ones. */
const SETTINGS = [
  ['usual: 32 days, pages of 10,000', {}],
  ['windows of 31 days', { maxDuration: 31 * DAY }],
  ['windows of 7 days', { maxDuration: 7 * DAY }],
  ['windows of a day', { maxDuration: DAY }],
  ['pages of 1,000', { maxPageSize: 1_000 }],
];

// The stub and the sources are TypeScript, which Node 20 does not read.
const vite = await createServer({
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, watch: null, ws: false },
});

/** Requests by dataset and slicing, and how many there had to be. */
async function count({ demoRows, startCloudflare, DEMO_ACCOUNT }, { fetchUsage }, own) {
  const cloudflare = await startCloudflare({
    now: () => NOW,
    rows: demoRows(),
    settings: { '*': own },
  });
  const spool = mkdtempSync(join(tmpdir(), 'flaretally-bench-'));
  try {
    const { url: baseUrl, token } = cloudflare;
    const options = { baseUrl, token, account: DEMO_ACCOUNT, period: PERIOD, now: NOW, spool };
    const report = await fetchUsage({ ...options, lists: [] });
    const lacking = report.datasets.flatMap(({ slices }) =>
      slices.filter(({ outcome }) => outcome !== 'fetched'),
    );
    if (lacking.length > 0) throw new Error(`${lacking.length} slices were not fetched`);
    const windows = Math.ceil(DAYS / Math.floor((own.maxDuration ?? 32 * DAY) / DAY));
    const least = report.datasets.map(({ slices }) => {
      const rows = slices.reduce((sum, slice) => sum + slice.rows, 0);
      return Math.max(windows, Math.ceil(rows / (own.maxPageSize ?? 10_000)));
    });
    const sum = least.reduce((total, one) => total + one, 0);
    return { sent: cloudflare.requests.length, least: sum, questions: least.length };
  } finally {
    await cloudflare.close();
    rmSync(spool, { recursive: true, force: true });
  }
}

try {
  const stub = await vite.ssrLoadModule('/test/support/cloudflare/index.ts');
  const source = await vite.ssrLoadModule('/src/sources/cloudflare/fetch.ts');
  console.log(`GraphQL requests of ${DAYS} days, the settings node among those sent\n`);
  console.log('| settings | datasets and slicings | sent | least | ratio |');
  console.log('|---|--:|--:|--:|--:|');
  for (const [i, [name, own]] of SETTINGS.entries()) {
    const { sent, least, questions } = await count(stub, source, own);
    const ratio = sent / least;
    console.log(`| ${name} | ${questions} | ${sent} | ${least} | ${ratio.toFixed(2)} |`);
    if (i === 0 && ratio > MOST) process.exitCode = 1;
  }
} finally {
  await vite.close();
}
