// The nightly job on files alone: what each step brings stays, whatever becomes of the others.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../src/commands/main.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import { receiver, status } from '../notify/receiver.ts';
import { digestsOf } from '../support/digests.ts';
import type { Ran } from '../support/run.ts';
import { digestsOf as bytesOf, temporary } from '../support/temp.ts';
import { ACCOUNT, invoice, type Place, place } from './account.ts';

const FORMS = ['--reports', 'out', '--forms', 'html,md,json', '--junit', 'j.xml'];
const QUICK = ['--skip', 'check'];

let base: Place;
let first: Ran;

beforeAll(async () => {
  base = place(temporary(afterAll));
  base.put('inbox/1.csv', invoice('0.75'));
  first = await base.night([...FORMS, '--prometheus', 'p.prom']);
});

/** The same folder on the next night. */
const next = () => place(temporary(onTestFinished), base);
const last = async ({ cli }: Place) =>
  JSON.parse((await cli(['runs', 'show', 'last', '--format', 'json'])).out);

test('a night loads what is new, reconciles, checks and writes', () => {
  expect(first.code).toBe(3);
  expect(first.out).toMatch(/^run 20261121T060000Z-[0-9a-f]{4}: exit 3; [^\n]*\n$/);
  expect(first.out).toContain(
    '2026-10-01..2026-11-01 predicted $5.30, invoiced $5.75, variance $0.45, ' +
      '1 line(s) beyond tolerance\n',
  );
  expect(first.err).toMatch(/^1\/8 load logs, [\d.]+ s: 1 new file\(s\)$/m);
  expect(first.err).not.toContain('\x1b');
  const { folder } = base;
  expect(readdirSync(join(folder, 'out'))).toEqual([
    'chargeback-2026-10-01.html',
    'chargeback-2026-10-01.json',
    'chargeback-2026-10-01.md',
    'reconciliation-2026-10-01.json',
  ]);
  expect(readFileSync(join(folder, 'j.xml'), 'utf8')).toContain('failures="1"');
  expect(readFileSync(join(folder, 'p.prom'), 'utf8')).toContain('variance_usd{');
  expect(readdirSync(folder).filter((name) => name.includes('.duckdb.'))).toEqual([]);
});

test('it is recorded: steps, figures, versions, rules', async () => {
  const shown = await last(base);
  expect(shown).toMatchObject({ exit_code: 3, flaretally_version: expect.any(String) });
  expect(shown.duckdb_version).toMatch(/^v\d/);
  expect(shown.rules_digest).toMatch(/^[0-9a-f]{64}$/);
  expect(shown.steps.map(({ step }: { step: string }) => step)).toEqual([
    ...['load logs', 'load invoices', 'load tenants'],
    ...['reconcile', 'forecast', 'check', 'report', 'notify'],
  ]);
  expect(Number(shown.steps[0].added_rows)).toBeGreaterThan(1);
  expect(shown.results).toMatchObject([{ account: ACCOUNT, variance_usd: '0.45' }]);
});

test('the next night nothing is new, and nothing of the rules changes', {
  tags: 'journey',
}, async () => {
  const place = next();
  const second = await place.night(QUICK);
  expect(second.code).toBe(3);
  expect(second.err.match(/: nothing new$/gm)).toHaveLength(3);
  const digests = await digestsOf(place.db);
  expect(digests).toEqual(await digestsOf(base.db));
  expect(Object.keys(digests).filter((name) => name.startsWith('ops.'))).toEqual([]);
  const list = await place.cli(['runs', '--format', 'csv']);
  expect(list.out.trimEnd().split('\n')).toHaveLength(3);
  // A load of one's own keeps what runs keep.
  place.put('classes.csv', 'namespace,class\n');
  await place.cli(['load', 'tenants.csv', 'classes.csv']);
  const kept = await place.cli(['sql', 'select count(*) as n from ops.runs']);
  expect(kept.out).toBe('n\n2\n');
});

test('a broken file, and a path to nothing, keep no other out', { tags: 'journey' }, async () => {
  const place = next();
  const whole = readFileSync(join(place.folder, 'usage/usage.json'), 'utf8');
  place.put('usage/cut.json', whole.slice(0, -20));
  place.put('usage/notes.txt', 'not usage\n');
  place.put('inbox/2.csv', invoice('0.75').replaceAll('2026-1', '2025-1'));
  place.put('inbox/3.csv', invoice('0.50'));
  const ran = await place.night([...QUICK, '--invoices', 'nowhere']);
  expect(ran.code).toBe(2);
  expect(ran.err).toMatch(/1\/5 load logs failed \(E_\w+\), [\d.]+ s: .*usage\/cut\.json cannot/);
  expect(ran.err).toMatch(/load invoices failed.*: 1 new file\(s\); .*inbox\/3\.csv cannot be/);
  expect(ran.err).toContain('nowhere cannot be loaded: there is no file nowhere');
  expect(ran.err).toContain('of no kind that can be loaded: usage/notes.txt');
  expect(ran.out).toContain('variance $0.45');
  expect(ran.out).toContain('2 of 5 step(s) failed: load logs (');
});

test('people are told of a change and not of the same again; what fails is tried again', {
  tags: 'journey',
}, async () => {
  const place = next();
  const hook = await receiver();
  const argv = [...QUICK, '--skip', 'load', '--webhook', 'HOOK', '--slack', 'CHAT'];
  const env = { HOOK: hook.url, CHAT: hook.url };
  const night = () => place.night(argv, env);
  hook.answer = status(500);
  const failed = await night();
  expect(failed.code).toBe(3);
  expect(failed.err).toContain('webhook: it answers 500; the next run tries again');
  expect(failed.err + failed.out).not.toMatch(/SECRETPART|127\.0\.0\.1/);
  hook.answer = (response) => void response.end('ok');
  expect((await night()).err).toContain('slack sent, webhook sent');
  expect((await night()).err).toContain('slack unchanged, webhook unchanged');
  expect(hook.got).toHaveLength(4);
  expect(hook.got[3]).toMatchObject({ exit: 3, results: [{ variance_usd: '0.45' }] });
  const notices = (await last(place)).notices;
  expect(notices).toMatchObject([{ outcome: 'unchanged' }, { outcome: 'unchanged' }]);
  expect(readFileSync(place.db).includes('SECRETPART')).toBe(false);
});

test('settings of the file are those of the flags, and GitHub is told', {
  tags: 'journey',
}, async () => {
  const place = next();
  const file = {
    account: ACCOUNT,
    logs: ['usage'],
    tolerance: '1.00usd',
    reports: { folder: 'pages', forms: ['md'] },
    notify: { githubSummary: true, annotations: true },
  };
  place.put('flaretally.jsonc', JSON.stringify(file));
  const argv = ['run', '--skip', 'pull', ...QUICK];
  const summary = join(place.folder, 'summary.md');
  const env = { CLOUDFLARE_ACCOUNT_ID: '', GITHUB_STEP_SUMMARY: summary };
  const ran = await place.cli(argv, env);
  expect(ran.code).toBe(0);
  expect(ran.err).toContain('2 file(s) in pages');
  expect(ran.err).toContain('github summary sent, annotations sent');
  expect(readFileSync(summary, 'utf8')).toContain('# Chargeback');
});

test('a dry run says what would be done, of a secret whether it is set, and does nothing', async () => {
  const { folder, cli } = next();
  const before = bytesOf(folder);
  const argv = ['run', '--dry-run', '--slack', 'HOOK', '--logs', 'r2://b/{DATE}', '--wait', '5m'];
  const ran = await cli(argv, { HOOK: 'https://hooks.slack.com/services/SECRETPART' });
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toContain('slack by HOOK (set)');
  expect(ran.out).toContain('CLOUDFLARE_API_TOKEN (not set)');
  expect(ran.out.replace(/\s+/g, ' ')).toContain('({DATE} is 2026-09-20..2026-11-22)');
  expect(ran.out).not.toContain('SECRETPART');
  expect(bytesOf(folder)).toEqual(before);
});

test('two runs at once: one is told who is at work, or waits', { tags: 'journey' }, async () => {
  const { db } = next();
  const night = async (...more: string[]) => {
    const io = bufferIo({ env: { FLARETALLY_NOW: '2026-11-21T06:00:00Z' } });
    const argv = ['run', '--db', db, '--account', ACCOUNT, '--skip', 'pull', ...QUICK, ...more];
    return { code: await runCli(argv, io), out: io.out(), err: io.err() };
  };
  const [one, other] = await Promise.all([night(), night()]);
  expect([one.code, other.code].sort()).toEqual([1, 3]);
  const refused = one.code === 1 ? one : other;
  expect(refused.out).toBe('');
  expect(refused.err).toContain('error E_RUN_LOCKED: another run is at work on ');
  expect(refused.err).toContain(`process ${process.pid} (flaretally run) holds it since `);
  const waited = await Promise.all([night('--wait', '50s'), night('--wait', '50s')]);
  expect(waited.map(({ code }) => code)).toEqual([3, 3]);
});

test('a run that was killed is known, and the next goes on', { tags: 'journey' }, async () => {
  const place = next();
  const killed = {
    ...{ run_id: '20261120T060000Z-dead', started_at: '2026-11-20T06:00:00Z', ended_at: null },
    ...{ exit_code: null, summary: null, flaretally_version: '0', node_version: 'v20' },
    ...{ duckdb_version: null, rules_digest: null },
    ...{ steps: [], results: [], notices: [], objects: [] },
  };
  writeFileSync(`${place.db}.run.json`, JSON.stringify([killed]));
  const listed = await place.cli(['runs']);
  expect(listed.out).toContain('not ended: it is at work, or was killed');
  const ran = await place.night([...QUICK, '--skip', 'load']);
  expect(ran.code).toBe(3);
  const list = await place.cli([
    'sql',
    'select run_id, exit_code from ops.runs order by run_number',
  ]);
  expect(list.out).toMatch(/-[0-9a-f]{4},3\n20261120T060000Z-dead,\n.*-[0-9a-f]{4},3\n$/);
  expect(existsSync(`${place.db}.run.json`)).toBe(false);
});
