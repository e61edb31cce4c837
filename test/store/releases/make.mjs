// Keeps a small database as this release writes it, for the test that later releases open it:
// `npm run build && node test/store/releases/make.mjs`, once for each release.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const story = join(root, 'fixtures/credit-on-the-next-invoice');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'flaretally-'));
const db = join(folder, 'flaretally.duckdb');

function flaretally(...argv) {
  const env = { PATH: process.env.PATH, FLARETALLY_NOW: '2026-11-21T06:00:00Z' };
  const cli = join(root, 'dist/cli.js');
  execFileSync(process.execPath, [cli, ...argv, '--db', db], { cwd: story, env, stdio: 'inherit' });
}

try {
  flaretally('load', 'usage', 'rest', 'tenants.csv', 'invoices/IN-90000201.json');
  flaretally('close', '2026-10', '--reason', 'the credit is promised');
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  const bytes = brotliCompressSync(readFileSync(db), { params: quality });
  writeFileSync(join(here, `${version}.duckdb.br`), bytes);
  console.log(`${version}.duckdb.br: ${bytes.length} bytes`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
