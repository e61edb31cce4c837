// The page that `reconcile` prints and the list that `explain` prints, on terminals of several widths
// and in a pipe, and that every command they tell can be typed as it stands.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/commands/main.ts';
import { again } from '../../src/commands/shared/again.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import { width } from '../../src/reports/cells.ts';
import { FIXTURES, NOW, STORIES } from '../fixtures/stories.ts';
import { loadAccounts } from '../support/accounts.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { argvOf } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

const folder = temporary(afterAll);
const db = join(folder, 'two accounts.duckdb');

/** An invoice with tax and a balance; a line that no price book knows, with a parenthesis. */
const [paper, unknown] = ['invoice-as-pdf', 'unknown-line'].map((name) => {
  const story = STORIES.find((one) => one.name === name);
  if (story === undefined) throw new Error(`no story ${name}`);
  return story;
}) as [(typeof STORIES)[number], (typeof STORIES)[number]];

beforeAll(async () => {
  placeEmptyDatabase(db);
  const stories = [paper, unknown].map((story) => ({
    ...story,
    folder: join(FIXTURES, story.name),
  }));
  (await loadAccounts(db, stories, new Date(NOW))).close();
});

async function typed(argv: readonly string[], columns?: number) {
  const env = { FLARETALLY_NOW: NOW, NO_COLOR: '1' };
  const isStdoutTty = columns !== undefined;
  const io = bufferIo({ cwd: folder, env, isStdoutTty, columns: columns ?? 0 });
  const code = await runCli(argv, io);
  return { code, out: io.out(), err: io.err() };
}

const flags = ({ account }: typeof paper) => ['--db', db, '--account', account];
const reconcile = (story: typeof paper, columns?: number, ...more: string[]) =>
  typed(['reconcile', ...flags(story), ...more], columns);

const COMMAND = /^(?:Next|One by one): |^\d+ lines? .* hidden: |flaretally /;

const SKU = 'durable_objects.requests';
const UNKNOWN = 'Durable Objects Relay Minutes (First 40 included)'.split(' ');

test.each<[columns: number, argv: string[], names: string[]]>([
  [80, ['explain', SKU], [SKU]],
  [80, ['explain', 'unattributed'], ['workers.subscription', 'unattributed']],
  [80, ['report', 'variances'], [SKU, ...UNKNOWN]],
  [80, ['report', 'findings'], UNKNOWN],
  [80, ['reconcile'], [SKU, ...UNKNOWN]],
  [100, ['reconcile'], [SKU, ...UNKNOWN]],
  [120, ['reconcile'], [SKU, ...UNKNOWN]],
])(
  'at %i columns no line of %j is wider, but for a command to copy; nothing is cut',
  async (columns, argv, names) => {
    const { out, err } = await typed([...argv, ...flags(unknown)], columns);
    expect(out, err).not.toBe('');
    expect(out).not.toContain('…');
    for (const line of out.split('\n').filter((one) => !COMMAND.test(one)))
      expect([line, width(line) <= columns]).toEqual([line, true]);
    for (const name of names) expect(out).toContain(name);
  },
);

test('the head is the foot of the paper, and named lines lead to it from the tenants', async () => {
  const { out } = await reconcile(paper);
  expect(out).toContain(
    '\nInvoice IN-40000011 of 2026-11-01: subtotal $14.15, tax $1.17, past due $20.00, ' +
      'payable $35.32\n',
  );
  expect(out).toContain(
    [
      'Sum of the tenants                   $14.15',
      'Past due of invoice IN-40000011      $20.00',
      'Tax of invoice IN-40000011            $1.17',
      'Payable by invoice IN-40000011       $35.32\n',
    ].join('\n'),
  );
});

test('lines of one cause are one finding, with their dollars', { tags: 'journey' }, async () => {
  const { out } = await reconcile(paper);
  expect(out).toContain(
    [
      '- not metered: $9.00 over 3 lines',
      '    No answer that counts it was loaded, so nothing predicted it.',
      '    R2 class A operations $4.50, D1 storage $3.00, KV reads $1.50.\n',
    ].join('\n'),
  );
});

test('a tolerance is printed as it was given', { tags: 'journey' }, async () => {
  const { out } = await reconcile(paper, undefined, '--tolerance', '0.5%,1.00usd');
  expect(out).toContain('\nTolerance of a line: $1.00 or 0.5 % of the prediction; ');
  const none = await reconcile(paper, undefined, '--period', '2026-10-01..2026-11-01');
  expect(none.out).not.toContain('Next: ');
  expect(none.out).toMatch(/\nTolerance of the total: .*\n$/);
  expect(none.out).toContain('\nTolerance of a line: $0.00 or 0 % of the prediction; ');
});

test('in a pipe explain has a fact a line and fills nothing up', async () => {
  const { out } = await typed(['explain', 'durable_objects.requests', ...flags(paper)]);
  const list = out.split('\n\n')[1] ?? '';
  expect(list).toMatch(/^ 8 {2}predicted: \$0\.15\n {4}rounded to the cent once, halves up$/m);
  for (const line of list.split('\n')) expect(line.trim()).not.toMatch(/ {3}/);
});

test('explain parts thousands for people, and leaves data as digits', {
  tags: 'journey',
}, async () => {
  const of = async (form: string) =>
    (await typed(['explain', SKU, ...flags(paper), '--format', form])).out;
  const says = ['1 row in 1 saved answer', '0 rows in 1 saved answer', '1500000 requests'];
  for (const data of [await of('csv'), await of('json')])
    for (const part of [...says, '1500000 x 20 = 30000000', '30000000 / 20', 'quantity 500000'])
      expect(data).toContain(part);
  for (const page of [await of('table'), await of('md')]) {
    for (const part of ['1,500,000 x 20 = 30,000,000', '30,000,000 / 20', 'of 1,000,000 each'])
      expect(page).toContain(part);
    expect(page).toContain('quantity 500,000');
    expect(page.match(/(?<![\d.,a-f])\d{4,}(?![\da-f]|-\d\d)/g)).toBeNull();
  }
});

test.each([
  ['of the default period', paper, []],
  ['of a period that was named', unknown, ['--period', '2026-10']],
] as const)(
  'every command that a page tells runs as it stands: %s',
  { tags: 'journey' },
  async (_, story, more) => {
    const { out } = await reconcile(story, undefined, ...more);
    const told = out.match(/flaretally (report|explain|coverage) .*$/gm) ?? [];
    expect(told.length).toBeGreaterThan(0);
    for (const command of told) {
      const { code, out: shown, err } = await typed(argvOf(command));
      expect({ command, code, err: code === 0 ? '' : err }).toEqual({ command, code: 0, err: '' });
      expect(shown.trim().split('\n').length).toBeGreaterThan(1);
    }
  },
);

test('so does the command that load tells', { tags: 'journey' }, async () => {
  const map = join(folder, 'tenants.csv');
  const rows = [1, 2, 3, 4, 5].map((n) => `acme,script,nobody-${n}`);
  writeFileSync(map, ['tenant,kind,value', ...rows, ''].join('\n'));
  const { code, err } = await typed(['load', map, ...flags(unknown)]);
  const command = /^ {2}and 2 more: (flaretally .*)$/m.exec(err)?.[1] ?? '';
  expect({ code, command }).toEqual({
    code: 0,
    command: `flaretally report tenant_map --db '${db}' --account ${unknown.account}`,
  });
  expect((await typed(argvOf(command))).out).toContain('nobody-5');
});

describe('a command for the same statement', () => {
  const account = 'a'.repeat(32);
  test.each([
    [{ db: 'flaretally.duckdb' }, {}, true, ''],
    [{ db: 'x/y.duckdb', period: '2026-10' }, {}, true, ' --db x/y.duckdb --period 2026-10'],
    [{ db: 'x/y.duckdb', period: '2026-10' }, {}, false, ' --db x/y.duckdb'],
    [{ db: 'x y', account }, {}, false, ` --db 'x y' --account ${account}`],
    [{ db: "it's" }, {}, false, " --db 'it'\\''s'"],
    [{ db: 'b', account }, { FLARETALLY_DB: 'b', CLOUDFLARE_ACCOUNT_ID: account }, true, ''],
    [{ db: 'flaretally.duckdb' }, { FLARETALLY_DB: 'b' }, true, ' --db flaretally.duckdb'],
  ])('%j %j', (meant, env, isDated, more) =>
    expect(again(meant, env)('report rejects', isDated)).toBe(`flaretally report rejects${more}`),
  );
});
