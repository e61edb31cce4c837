// @module-tag journey
// The nightly job says what the running period comes to, which budgets are passed, and what began
// to cost more; it tells people once.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { receiver } from '../notify/receiver.ts';
import { run } from '../support/run.ts';
import { save, worker } from '../support/small-account.ts';
import { temporary } from '../support/temp.ts';

const ACCOUNT = '0123456789abcdef0123456789abcdef';
const DAY = 86_400_000;
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

const folder = temporary(afterAll);

/** The answer for days of a Worker, asked for when they were over. */
function usage(from: string, to: string, requests: number): void {
  const [first, end] = [Date.parse(from), Date.parse(to)];
  const rows = Array.from({ length: (end - first) / DAY }, (_, i) =>
    worker(dayOf(first + i * DAY), 'edge', requests),
  );
  const asked = { account: ACCOUNT, dataset: 'workersInvocationsAdaptive', from, to };
  save(join(folder, `usage/${from}.json`), { ...asked, capturedAt: `${to}T05:00:00Z`, rows });
}

test('a night looks ahead, and tells of a change once', { timeout: 240_000 }, async () => {
  writeFileSync(
    join(folder, 'budgets.csv'),
    'scope,name,amount_usd,valid_from,valid_to\n' +
      'account,,6.00,,\nsku,workers.requests,90.00,,\n',
  );
  writeFileSync(
    join(folder, 'flaretally.jsonc'),
    JSON.stringify({ account: ACCOUNT, anchor: 1, logs: ['usage'], budgets: ['budgets.csv'] }),
  );
  const hook = await receiver();
  const argv = ['run', '--skip', 'pull', '--skip', 'check', '--webhook', 'HOOK', '--slack', 'CHAT'];
  const night = (day: string, ...more: string[]) =>
    run([...argv, ...more], folder, {
      ...{ HOOK: hook.url, CHAT: hook.url, FLARETALLY_NOW: `${day}T06:00:00Z` },
    });
  usage('2026-10-01', '2026-11-20', 500_000);
  const quiet = await night('2026-11-20');
  expect(quiet.code).toBe(0);
  expect(quiet.out).toMatch(/; 2026-11-01\.\.2026-12-01 at the end \$6\.50;/);
  expect(quiet.out).toMatch(
    /; The account: \$5\.00 of \$6\.00 spent, \$6\.50 by the forecast: it is passed on 2026-11-\d\d\n/,
  );
  usage('2026-11-20', '2026-11-21', 2_500_000);
  const loud = await night('2026-11-21');
  expect(loud, loud.err).toMatchObject({ code: 0 });
  expect(loud.out).toMatch(/ at the end \$7\.10, between \$7\.10 and \$8\.60; The account: /);
  const change = /of edge: \$18\.00 a month since 2026-11-20/;
  expect(loud.out).toMatch(change);
  expect(loud.err).toContain('slack sent, webhook sent');
  const [{ text }] = (hook.got[2] as { blocks: [{ text: { text: string } }] }).blocks;
  expect(text.text).toMatch(/^- .*of edge: \$18\.00 a month since 2026-11-20$/m);
  const { ahead } = hook.got[3] as { ahead: { lines: string[] }[] };
  expect(ahead[0]?.lines).toHaveLength(3);
  expect(ahead[0]?.lines[2]).toMatch(change);
  const again = await night('2026-11-21', '--skip', 'load');
  expect(again.out).toMatch(change);
  expect(again.err).toContain('slack unchanged, webhook unchanged');
});
