// What people and programs are told, in the form of each. Names come from outside and are hostile.
import { describe, expect, test } from 'vitest';
import { annotations, runLink, summaryText } from '../../src/notify/github.ts';
import { junitXml } from '../../src/notify/junit.ts';
import type { Notice, NoticeLine } from '../../src/notify/notice.ts';
import { prometheusText } from '../../src/notify/prometheus.ts';
import { slackBody } from '../../src/notify/slack.ts';
import { webhookBody } from '../../src/notify/webhook.ts';

const HOSTILE = 'a <!channel> & "b"\n::error::x\u0007%0A';

function line(name: string, variance: string | null, isBeyond: boolean): NoticeLine {
  const amounts = { predicted_usd: '1.00', invoiced_usd: '2.00', variance_usd: variance };
  return { line: name, status: 'over', ...amounts, is_beyond_tolerance: isBeyond };
}

const NOTICE: Notice = {
  run: '20261105T060000Z-ab12',
  at: '2026-11-05T06:00:10.000Z',
  exit: 3,
  says: `Sentence of ${HOSTILE}.`,
  failures: [{ step: 'load logs', code: 'E_GZIP', says: `${HOSTILE} is broken` }],
  steps: [
    { step: 'load logs', outcome: 'failed', says: 'x', duration_ms: 1234 },
    { step: 'report', outcome: 'skipped', says: 'nothing to do', duration_ms: 0 },
  ],
  results: [
    {
      account: 'acme',
      period: { starts_on: '2026-10-04', ends_on: '2026-11-04' },
      exit: 3,
      predicted_usd: '10.00',
      invoiced_usd: null,
      variance_usd: '-1234.50',
      lines: [
        line(HOSTILE, '-9.00', true),
        line('second', '2.00', true),
        line('third', '1.00', false),
        line('fourth', '0.50', false),
        line('same', '0.00', false),
      ],
      coverage: [{ dataset: 'sets"\\', days_expected: '31', days_complete: '30' }],
      look_at: ['cut-off: $1.00', 'else'],
      next: 'flaretally reconcile --period 2026-10-04..2026-11-04',
    },
  ],
  ahead: [
    {
      account: 'acme',
      period: { starts_on: '2026-11-04', ends_on: '2026-12-04' },
      lines: ['at the end $9.00', HOSTILE],
    },
  ],
  link: 'https://github.com/a/b/actions/runs/1',
};

describe('Slack', () => {
  const { text, blocks } = slackBody(NOTICE) as {
    text: string;
    blocks: [{ text: { type: string; text: string } }, { elements: { text: string }[] }];
  };
  const shown = blocks[0].text.text;

  test('is a sentence, what failed, the three worst lines and what to look at', () => {
    expect(shown.match(/: -?\$[\d.,]+ \(over; /g)).toHaveLength(3);
    expect(shown).toContain('second: $2.00 (over; predicted $1.00, invoiced $2.00)');
    expect(shown).not.toContain('fourth');
    expect(shown).toContain('Look at: cut-off: $1.00');
    expect(shown).toContain('(E');
    const [link] = blocks[1].elements;
    expect(link?.text).toBe('<https://github.com/a/b/actions/runs/1|The run>');
  });

  test('mentions nobody', () => {
    expect(blocks[0].text.type).toBe('plain_text');
    expect(shown).not.toContain('\u0007');
    expect(text).toContain('&lt;!channel&gt; &amp;');
  });

  test('has room for any name', () => {
    const [result] = NOTICE.results;
    const long = { ...NOTICE, says: '<'.repeat(9_000), results: result ? [result] : [] };
    const [block] = (slackBody(long) as { blocks: { text: { text: string } }[] }).blocks;
    expect(block?.text.text.length).toBeLessThan(3_000);
  });
});

test('a webhook gets money as text, and the three worst lines', () => {
  const body = JSON.parse(JSON.stringify(webhookBody(NOTICE)));
  expect(body).toMatchObject({ schema_version: 1, event: 'run', exit: 3, says: NOTICE.says });
  const [result] = body.results;
  expect(result).toMatchObject({ variance_usd: '-1234.50', invoiced_usd: null });
  expect(result.worst_lines.map((one: NoticeLine) => one.line)).toEqual([
    HOSTILE,
    'second',
    'third',
  ]);
});

test('JUnit has a test case for each line and step, and a failure for each beyond tolerance', () => {
  const xml = junitXml(NOTICE);
  expect(xml.match(/<testcase /g)).toHaveLength(7);
  expect(xml.match(/<failure /g)).toHaveLength(2);
  expect(xml).toContain('tests="5" failures="2"');
  expect(xml).toContain('<error message="a &lt;!channel&gt; &amp; &quot;b&quot;&#10;');
  expect(xml).toContain('<skipped message="nothing to do"/>');
  expect(xml).toContain('time="1.234"');
  expect(xml).not.toMatch(/[^\n\u0020-\uffff]/);
});

test('Prometheus gets the digits of the database, and nothing for what is not known', () => {
  const text = prometheusText(NOTICE);
  const labels = '{account="acme",period="2026-10-04..2026-11-04"}';
  expect(text).toContain(`flaretally_variance_usd${labels} -1234.50\n`);
  expect(text).not.toContain('invoiced_usd');
  expect(text).toContain('dataset="sets\\"\\\\"} 30\n');
  expect(text).toContain('flaretally_run_exit_code 3\n');
  expect(text).toContain('flaretally_run_time_seconds 1793858410\n');
  for (const row of text.trimEnd().split('\n'))
    expect(row).toMatch(/^(# (HELP|TYPE) flaretally_\w+ .+|flaretally_\w+(\{.+\})? -?[\d.]+)$/);
});

describe('GitHub', () => {
  test('annotations are one command each, whatever a name says', () => {
    const lines = annotations(NOTICE).trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    for (const one of lines) expect(one).toMatch(/^::(error|warning) title=[^:,]+::/);
    expect(lines[0]).toContain('title=load logs%3A E_GZIP::');
    expect(lines[1]).toContain('%0A%3A%3Aerror%3A%3Ax');
    expect(lines[1]).toContain('%250A');
  });

  test('a summary ends before 1 MiB, with what was there before', () => {
    expect(summaryText('short\n', 0)).toBe('short\n');
    const long = 'ä line\n'.repeat(200_000);
    const cut = summaryText(long, 1_000) ?? '';
    expect(Buffer.byteLength(cut) + 1_000).toBeLessThan(1024 * 1024);
    expect(cut).toMatch(/ä line\n\nThis summary was cut/);
    expect(summaryText(long, 1024 * 1024)).toBeUndefined();
  });

  test('the link is of the workflow run, where there is one', () => {
    const run = { GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '1' };
    expect(runLink({ ...run, GITHUB_SERVER_URL: 'https://github.com' })).toBe(NOTICE.link);
    expect(runLink({ ...run, GITHUB_SERVER_URL: 'https://x|y>' })).toBeUndefined();
    expect(runLink({})).toBeUndefined();
  });
});
