import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/commands/main.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import { printPage } from '../../src/commands/shared/report-page.ts';
import { load } from '../../src/load.ts';
import { choosePeriod } from '../../src/reading/choose-period.ts';
import { reconcile } from '../../src/reconcile.ts';
import { readPublished } from '../../src/reports/database.ts';
import { findSlice, isOfPeriod } from '../../src/reports/published.ts';

const DEMO = fileURLToPath(new URL('../../fixtures/demo', import.meta.url));
const INPUTS = ['usage', 'rest', 'logs', 'tenants.csv', 'invoice.csv'];
const ACCOUNT = '8f14e45fceea167a5a36dedd4bea2543';
const folder = mkdtempSync(join(tmpdir(), 'flaretally-report-'));
const db = join(folder, 'bill.duckdb');
const now = new Date('2026-11-10T00:00:00Z');

beforeAll(async () => {
  const paths = INPUTS.map((name) => join(DEMO, name));
  await load(paths, { db, now });
  await reconcile({ db, now, tolerance: { ratio: '0.005', usd: '1.00' } });
});
afterAll(() => rmSync(folder, { recursive: true }));

async function report(argv: string[], isStdoutTty = false) {
  const io = bufferIo({ isStdoutTty, columns: 200 });
  const code = await runCli(['report', '--db', db, ...argv], io);
  return { code, out: io.out(), err: io.err(), bytes: io.bytes() };
}

async function rowsOf(argv: string[]): Promise<Record<string, string | null>[]> {
  return JSON.parse((await report([...argv, '--format', 'json'])).out).rows;
}

/** Reports that the command treats in ways of their own, and one that it does not. */
const APART = ['chargeback', 'dispute', 'focus', 'lines', 'periods', 'savings', 'tenants'];
const AS_TYPED = { format: undefined, raw: false, all: false };

describe('report', () => {
  test('lists the reports with what they say, those of estimates left out', async () => {
    const rows = await rowsOf([]);
    const names = rows.map((row) => row.report);
    expect(names).toEqual(expect.arrayContaining(['lines', 'tenants', 'coverage', 'periods']));
    expect(names.filter((name) => name?.startsWith('estimate'))).toEqual([]);
    expect(rows.every((row) => row.says)).toBe(true);
    expect((await report([], true)).out).toMatch(/^tenants\n {4}Each tenant's part/m);
  });
  test('every report prints', { tags: 'journey' }, async () => {
    const names = (await rowsOf([])).map((row) => String(row.report));
    const told = 'Scenario base; tolerance of a line: $0.00 or 0 % of the ';
    // What the command does apart from reading the rows of a report is the same for most of them.
    const typed = names.filter((name) => APART.includes(name));
    expect(typed).toEqual(expect.arrayContaining(['lines', 'periods', 'savings']));
    for (const name of typed) {
      const { code, err } = await report([name]);
      expect({ name, code }).toEqual({ name, code: 0 });
      expect(err).toContain(told);
    }
    await readPublished(db, undefined, async (open) => {
      const period = await choosePeriod(open, { account: ACCOUNT, now });
      for (const name of names.filter((one) => !typed.includes(one))) {
        const isSliced = await isOfPeriod(open, name);
        const of = isSliced ? { account: ACCOUNT, period } : {};
        const io = bufferIo();
        await printPage(open, io, await findSlice(open, { report: name, ...of }), AS_TYPED);
        expect(io.out(), name).toMatch(/^\w+/);
        expect(io.err(), name).toContain(told);
      }
    });
  });
  test('hides quiet lines in a table, says so, and shows them with --all', async () => {
    const { out } = await report(['lines'], true);
    const all = await report(['lines', '--all'], true);
    const data = await rowsOf(['lines']);
    const quiet = data.filter((row) => row.status === 'not_metered' && row.variance_usd === '0.00');
    expect(quiet.length).toBeGreaterThan(0);
    expect(out).toContain(`${quiet.length} lines at $0.00 with no usage source are hidden`);
    expect(out).toContain('images_stream_bundle.subscription');
    expect(out).not.toContain('browser_run.browser_hours');
    expect(all.out).toContain('browser_run.browser_hours');
    expect(all.out).not.toContain('hidden');
  });
  test('names account and period below a table, and in every row of data', async () => {
    const { out } = await report(['tenants'], true);
    expect(out).not.toMatch(/^account/);
    expect(out).toContain(`Account ${ACCOUNT}, 2026-10-04 to 2026-11-04 UTC (end exclusive).`);
    const rows = await rowsOf(['tenants']);
    expect(new Set(rows.map((row) => row.period_id))).toEqual(new Set(['2026-10-04']));
    expect(rows[0]).toMatchObject({ account: ACCOUNT, tenant: 'acme-support' });
  });
  test('takes dashes for underscores, and another period', async () => {
    const lines = await rowsOf(['tenant-lines']);
    expect(lines).toEqual(await rowsOf(['tenant_lines', '--period', '2026-10']));
    const next = await rowsOf(['tenants', '--period', '2026-11-04..2026-12-04']);
    expect(next.map((row) => row.period_id)).toEqual(['2026-11-04']);
  });
  test('lists all periods unless one is named', async () => {
    expect(await rowsOf(['periods'])).toHaveLength(2);
    expect(await rowsOf(['periods', '--period', '2026-10'])).toHaveLength(1);
  });
  test('sorts findings as they matter: by kind, most expensive first', {
    tags: 'journey',
  }, async () => {
    const rows = await rowsOf(['findings']);
    const owners = rows.filter((row) => row.kind === 'no tenant').map((row) => Number(row.usd));
    expect(owners).toEqual([...owners].sort((a, b) => b - a));
    expect((await report(['findings'], true)).out).toContain('$10.19');
  });
  test('is Arrow with all rows in a pipe, and refused on a terminal', async () => {
    const { bytes } = await report(['lines', '--format', 'arrow']);
    expect(tableFromIPC(bytes).numRows).toBe((await rowsOf(['lines'])).length);
    const names = tableFromIPC((await report(['--format', 'arrow'])).bytes);
    expect(names.schema.names).toEqual(['report', 'says']);
    expect((await report(['lines', '--format', 'arrow'], true)).err).toContain('E_ARROW_TERMINAL');
  });
  test.each([
    [['lins'], 'did you mean lines?'],
    [['zzz'], 'flaretally report lists them'],
    [['estimate_lines'], 'E_REPORT_UNKNOWN'],
    [['rejects', '--period', '2026-10'], 'E_REPORT_PERIOD'],
    [['lines', '--period', '2026-1'], 'E_PERIOD_SYNTAX'],
    [['lines', '--period', '2020-01'], 'E_PERIOD_UNKNOWN'],
    [['lines', '--account', 'x'], 'E_ACCOUNT_UNKNOWN'],
  ])('refuses %j', async (argv, hint) => {
    const { code, out, err } = await report(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(hint);
  });
});
