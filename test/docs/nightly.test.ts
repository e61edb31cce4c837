// @module-tag journey
// The nightly block of README.md, run word for word against a stub of Cloudflare in each state of a
// billing cycle. The clock moves on; the folder and the database stay.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { smallRows } from '../pull/e2e/support/account.ts';
import { onStage, type Stage } from '../pull/e2e/support/stage.ts';
import { demoRest } from '../support/cloudflare/index.ts';
import { argvOf, type Ran } from '../support/run.ts';
import { ROOT } from '../support/temp.ts';
import { IS_SOAK } from '../support/tier.ts';

vi.mock('../../src/sources/cloudflare/clock.ts', () => import('../pull/e2e/support/clock.ts'));

const TIMEOUT = 600_000;
const ANCHOR = '2026-08-04T00:00:00Z';
const billableInfo = {
  covered: true,
  subscriptions: [{ id: 's', billing_cycle_anchor_timestamp: ANCHOR }],
};
const DAYS = ['2026-09-10', '2026-10-04', '2026-10-19', '2026-11-03', '2026-11-05'];
const OTHER = 'fedcba9876543210fedcba9876543210';

/** The command lines that stand first below the heading. */
const BLOCK = (
  /## The nightly job by hand\n\n((?: {4}.*\n)+)/.exec(
    readFileSync(join(ROOT, 'README.md'), 'utf8'),
  )?.[1] ?? ''
)
  .trimEnd()
  .split('\n')
  .map((line) => line.trim());

interface Night {
  codes: number[];
  err: string;
  bill: {
    account: string;
    period: { starts_on: string; is_running: boolean };
    coverage: { usage_complete_to: string; datasets: { days_missing: string[] }[] };
    totals: { predicted_usd: string; invoiced_usd: string | null };
    findings: { kind: string }[];
  };
}

/** Runs the block at a time. */
async function night(stage: Stage, at: string): Promise<Night> {
  await stage.clock.sleep(new Date(at).getTime() - stage.clock.now());
  const db = join(stage.folder, 'bill.duckdb');
  const codes: number[] = [];
  let [out, err] = ['', ''];
  for (const line of BLOCK) {
    const [command = ''] = line.split(' > ');
    const argv = argvOf(command).map((word) => (word === 'bill.duckdb' ? db : word));
    const ran = await stage.cli(argv.map((word) => word.replace(/^inbox$/, inbox(stage))));
    codes.push(ran.code);
    [out, err] = [ran.out, err + ran.err];
  }
  return { codes, err, bill: out ? JSON.parse(out) : undefined };
}

const inbox = ({ folder }: Pick<Stage, 'folder'>) => join(folder, 'inbox');
const missing = ({ bill }: Night) => bill.coverage.datasets.flatMap((own) => own.days_missing);

function invoiceOf(first: string, last: string, nextFirst: string, nextLast: string): string {
  return [
    'description,period_start,period_end,quantity,unit_price,per,amount',
    `"Workers Standard Requests (First 10M requests are included)",${first},${last},0,0.30,1000000,0.00`,
    `Workers Paid,${nextFirst},${nextLast},1,5.00,1,5.00`,
    '',
  ].join('\n');
}

async function onNights(): Promise<Stage> {
  const stage = await onStage(
    { rows: smallRows(DAYS), rest: demoRest(), billableInfo },
    { now: new Date('2026-10-20T06:00:00Z'), isNew: true },
  );
  mkdirSync(inbox(stage));
  cpSync(join(ROOT, 'fixtures/demo/tenants.csv'), join(inbox(stage), 'tenants.csv'));
  return stage;
}

/** Nights of a cycle in one database, into which another account comes before the last of them. */
interface Cycle {
  during: Night;
  /** What is said of the running period after the first night. */
  running: Ran;
  ended: Night;
  billed: Night;
  theirs: Ran;
  /** In a soak, before and after the other account comes; in a sample it comes with the invoice. */
  later: Night[];
  /** Without an account in the environment. */
  nobody: Ran;
}

async function nights(): Promise<Cycle> {
  const stage = await onNights();
  const db = ['--db', join(stage.folder, 'bill.duckdb')];
  const during = await night(stage, '2026-10-20T06:00:00Z');
  const running = await stage.cli(['reconcile', ...db, '--period', 'current']);
  const ended = await night(stage, '2026-11-04T06:00:00Z');
  const paper = invoiceOf('2026-10-04', '2026-11-03', '2026-11-04', '2026-12-03');
  writeFileSync(join(inbox(stage), 'october.csv'), paper);
  const loadTheirs = () => {
    const other = join(stage.folder, 'theirs.csv');
    writeFileSync(other, invoiceOf('2026-09-01', '2026-09-30', '2026-10-01', '2026-10-31'));
    return stage.cli(['load', other, '--account', OTHER, ...db]);
  };
  const early = IS_SOAK ? undefined : await loadTheirs();
  const billed = await night(stage, '2026-11-05T06:00:00Z');
  const later = IS_SOAK ? [await night(stage, '2026-11-20T06:00:00Z')] : [];
  const theirs = early ?? (await loadTheirs());
  if (IS_SOAK) later.push(await night(stage, '2026-11-20T07:00:00Z'));
  const nobody = await stage.cli(['reconcile', ...db], { CLOUDFLARE_ACCOUNT_ID: '' });
  return { during, running, ended, billed, theirs, later, nobody };
}

let cycle: Promise<Cycle> | undefined;

function theCycle(): Promise<Cycle> {
  cycle ??= nights();
  return cycle;
}

test('the block pulls, loads and reconciles', () => {
  expect(BLOCK.map((line) => argvOf(line)[0])).toEqual(['pull', 'pull', 'load', 'reconcile']);
});

test('every night of a cycle ends with 0', async () => {
  const { during, running, ended, billed, later } = await theCycle();

  // Before the period has ended: the one before is the newest ended, this one runs.
  expect(during).toMatchObject({ codes: [0, 0, 0, 0] });
  expect(during.bill.period).toMatchObject({ starts_on: '2026-09-04', is_running: false });
  expect(running).toMatchObject({ code: 0, err: '' });
  expect(running.out).toContain('2026-10-04 to 2026-11-04 UTC');
  expect(running.out).toContain('running, usage to 2026-10-20\n');
  expect(running.out).not.toMatch(/ lacks /);

  // After it has ended, before the invoice.
  expect(ended).toMatchObject({ codes: [0, 0, 0, 0] });
  expect(ended.bill.period).toMatchObject({ starts_on: '2026-10-04', is_running: false });
  expect(missing(ended)).toEqual([]);
  expect(ended.bill.totals).toMatchObject({ predicted_usd: '5.00', invoiced_usd: null });

  // With the invoice.
  expect(billed).toMatchObject({ codes: [0, 0, 0, 0] });
  expect(billed.bill.period).toMatchObject({ starts_on: '2026-10-04' });
  expect(billed.bill.totals).toMatchObject({ predicted_usd: '5.00', invoiced_usd: '5.00' });

  // Later in the next period: still the newest with an invoice.
  for (const { codes, bill } of later) {
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(bill.period).toMatchObject({ starts_on: '2026-10-04' });
  }
});

test('a day of the running period that lacks is missing, those to come are not', async () => {
  const stage = await onNights();
  const db = join(stage.folder, 'bill.duckdb');
  expect((await stage.cli(['pull', '--period', 'current', '--db', db])).code).toBe(0);
  await stage.clock.sleep(3 * 86_400_000);
  const lacking = await stage.cli(['reconcile', '--db', db, '--format', 'json']);
  expect(lacking.code).toBe(5);
  const bill = JSON.parse(lacking.out) as Night['bill'];
  expect(bill.period).toMatchObject({ starts_on: '2026-10-04', is_running: true });
  expect(new Set(bill.coverage.datasets.flatMap((own) => own.days_missing))).toEqual(
    new Set(['2026-10-20', '2026-10-21', '2026-10-22']),
  );
  expect(bill.findings).toContainEqual(expect.objectContaining({ kind: 'coverage' }));
  const page = await stage.cli(['reconcile', '--db', db]);
  expect(page.out).toContain('running, usage complete to 2026-10-20 only\n');
});

test('with two accounts the one of the environment is meant, and without it one must be named', {
  timeout: TIMEOUT,
}, async () => {
  const { during: own, theirs, billed, later, nobody } = await theCycle();
  const beside = later.at(-1) ?? billed;
  expect(own.codes).toEqual([0, 0, 0, 0]);
  expect(theirs).toMatchObject({ code: 0 });
  expect(beside.codes).toEqual([0, 0, 0, 0]);
  expect(beside.bill.account).toBe(own.bill.account);
  expect(nobody).toMatchObject({ code: 2, out: '' });
  expect(nobody.err).toContain('error E_ACCOUNT_NEEDED');
});
