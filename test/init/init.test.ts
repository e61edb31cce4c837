// What init writes, from what it finds, and that it loses nothing that is there.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../src/commands/main.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import { programWords } from '../../src/commands/shared/program.ts';
import { packageVersion } from '../../src/commands/shared/version.ts';
import { readConfig } from '../../src/config/read.ts';
import { gitignoreText } from '../../src/init/gitignore.ts';
import { SCHEDULES } from '../../src/init/place.ts';
import { scheduleFiles } from '../../src/init/schedule.ts';
import { findWrangler } from '../../src/sources/wrangler/find.ts';
import { startCloudflare } from '../support/cloudflare/index.ts';
import { run } from '../support/run.ts';
import { digestsOf, golden, temporary } from '../support/temp.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ACCOUNT = '0123456789abcdef0123456789abcdef';
const FLAGS = ['--account', ACCOUNT, '--token-variable', 'TOKEN', '--anchor-day', '4'];
const ALL = [...FLAGS, '--logs', 'logs/'];

const folderWith = (files: Readonly<Record<string, string>> = {}) => {
  const folder = temporary(onTestFinished);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
};
const textIn = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8');
const settingsIn = async (folder: string) =>
  (await readConfig(folder, join(folder, 'flaretally.jsonc'), {})).settings;

test('flags answer every question: the pages that it writes and prints', async () => {
  const folder = folderWith({ '.git/config': '' });
  const ran = await run(['init', ...ALL], folder);
  expect(ran.code).toBe(0);
  const text = textIn(folder, 'flaretally.jsonc').replace(packageVersion(), '1.2.3');
  const page = `${text}---\n${ran.out}---\n${ran.err}`;
  expect(page).toBe(golden(join(HERE, 'page.golden.txt'), page));
  expect(await settingsIn(folder)).toMatchObject({
    account: ACCOUNT,
    token: 'TOKEN',
    anchor: 4,
    db: 'flaretally.duckdb',
    logs: ['logs/'],
  });
});

test('a run finds every place that the new file names, also in a clone', async () => {
  const folder = folderWith();
  await run(['init', ...FLAGS, '--logs', 'none'], folder);
  const ran = await run(['run', '--skip', 'pull'], folder);
  expect(ran.err).toMatch(/load invoices, [\d.]+ s: nothing new/);
  expect(ran.code).toBe(5);
  expect(existsSync(join(folder, 'invoices/.gitkeep'))).toBe(true);
  const other = folderWith({ 'invoices/own.csv': 'kept' });
  await run(['init', ...ALL], other);
  expect(existsSync(join(other, 'invoices/.gitkeep'))).toBe(false);
});

test('what is commented out in the file may be taken as it is', async () => {
  const folder = folderWith();
  await run(['init', '--yes', '--account', ACCOUNT, '--anchor-day', 'none'], folder);
  const file = join(folder, 'flaretally.jsonc');
  const bare = readFileSync(file, 'utf8').replace(/\/\/ ("\w+":)/g, '$1');
  writeFileSync(file, bare);
  expect(Object.keys(await settingsIn(folder))).toEqual(
    expect.arrayContaining(['anchor', 'logs', 'tenants', 'tolerance', 'notify']),
  );
});

describe('without a terminal', () => {
  test('it fails at once and names the flags that are missing', async () => {
    const folder = folderWith();
    const ran = await run(['init', '--account', ACCOUNT, '--logs', 'none'], folder);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('init lacks --token-variable, --anchor-day');
    expect(digestsOf(folder)).toEqual({});
  });

  test('--yes takes what is found, and an account that is not found is asked for', async () => {
    const folder = folderWith({ '.git/config': '' });
    expect((await run(['init', '--yes'], folder)).err).toContain('no account is named');
    writeFileSync(join(folder, 'wrangler.toml'), `name = "chat"\naccount_id = "${ACCOUNT}"\n`);
    expect((await run(['init', '--yes'], folder)).code).toBe(0);
    expect((await settingsIn(folder)).account).toBe(ACCOUNT);
    expect(textIn(folder, 'flaretally.jsonc')).toContain('Found nearby: chat (wrangler.toml)');
  });
});

describe('on a terminal', () => {
  /** Types lines, as a person would. */
  async function typed(lines: string, argv: readonly string[], folder: string) {
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    stdin.end(lines);
    const io = bufferIo({ cwd: folder, isStderrTty: true, stdin: () => stdin });
    const code = await runCli(['init', ...argv], io);
    return { code, out: io.out(), err: io.err() };
  }

  test('it asks what no flag says, and again after a wrong answer', async () => {
    const folder = folderWith();
    const ran = await typed(`x\n${ACCOUNT}\n\n32\n31\nr2://ab\nr2://logs/x, old/\n`, [], folder);
    expect(ran.code).toBe(0);
    for (const says of ['"x" is not an account id', '"32" is not a day', 'r2://ab names no bucket'])
      expect(ran.err).toContain(says);
    expect(await settingsIn(folder)).toMatchObject({
      account: ACCOUNT,
      token: 'CLOUDFLARE_API_TOKEN',
      anchor: 31,
      logs: ['r2://logs/x', 'old/'],
    });
    expect(ran.err).toContain('export R2_SECRET_ACCESS_KEY=...');
  });

  test('a flag is not asked for, and an end of the input is no answer', async () => {
    const folder = folderWith();
    const ran = await typed('', FLAGS, folder);
    expect(ran).toMatchObject({ code: 2 });
    expect(ran.err).toMatch(/^Where logs arrive.*error E_INIT_ANSWERS/s);
    expect(digestsOf(folder)).toEqual({});
  });

  test('a token typed in the place of its variable is not repeated', async () => {
    const token = 'sEcret-4-nobody';
    const folder = folderWith();
    const { err } = await typed(`${token}\n\nnone\nnone\n`, ['--account', ACCOUNT], folder);
    expect(err).toContain('not the name of an environment variable');
    expect(err).not.toContain(token);
    expect(textIn(folder, 'flaretally.jsonc')).not.toContain(token);
  });
});

describe('the anchor', () => {
  const argv = ['init', '--yes', '--token-variable', 'TOKEN'];

  async function asked(info: object, failures = {}) {
    const cloudflare = await startCloudflare({ billableInfo: info, failures });
    onTestFinished(() => cloudflare.close());
    const folder = folderWith();
    const env = {
      CLOUDFLARE_API_BASE_URL: cloudflare.url,
      CLOUDFLARE_ACCOUNT_ID: '8f14e45fceea167a5a36dedd4bea2543',
      TOKEN: cloudflare.token,
    };
    const ran = await run(argv, folder, env);
    return { ...ran, settings: await settingsIn(folder) };
  }

  test('is what the billing API says', async () => {
    const subscriptions = [{ id: 's', billing_cycle_anchor_timestamp: '2026-08-04T09:31:00Z' }];
    const { settings, err } = await asked({ covered: true, subscriptions });
    expect(settings.anchor).toBe(4);
    expect(err).not.toContain('billing API');
  });

  test('is left open where the token may not ask, which is told', async () => {
    const denied = { status: 403, code: 10000, message: 'Authentication error' };
    const { code, settings, err } = await asked({}, { billableUsage: denied });
    expect([code, settings.anchor]).toEqual([0, undefined]);
    expect(err).toContain('the billing API does not say');
  });
});

describe('what is there already', () => {
  test('is not replaced without --force, and the difference is shown', async () => {
    const folder = folderWith();
    await run(['init', ...ALL], folder);
    const before = digestsOf(folder);
    const other = ALL.map((word) => (word === '4' ? '5' : word));
    const refused = await run(['init', ...other], folder);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(
      /flaretally\.jsonc is there already.*- {2}"anchor": 4,.*\+ {2}"anchor": 5,/s,
    );
    expect(refused.err).not.toContain('"db"');
    expect(digestsOf(folder)).toEqual(before);
    const dry = await run(['init', ...other, '--force', '--dry-run'], folder);
    expect(dry.out).toContain('would change flaretally.jsonc\n-  "anchor": 4,\n+  "anchor": 5,\n');
    expect(digestsOf(folder)).toEqual(before);
    expect((await run(['init', ...other, '--force'], folder)).code).toBe(0);
    expect((await settingsIn(folder)).anchor).toBe(5);
  });

  test('the same again changes nothing', async () => {
    const folder = folderWith();
    await run(['init', ...ALL, '--ci', 'github'], folder);
    const before = digestsOf(folder);
    const again = await run(['init', ...ALL, '--ci', 'github'], folder);
    expect(again.out.match(/^kept /gm)).toHaveLength(3);
    expect(digestsOf(folder)).toEqual(before);
  });

  test('a .gitignore gets the lines that it lacks', () => {
    const own = 'node_modules\r\n.env\n/reports\nlast';
    const text = gitignoreText(own);
    expect(text.startsWith(`${own}\n\n`)).toBe(true);
    expect(text.slice(own.length).match(/^[^#\n].*/gm)).toEqual([
      'flaretally.duckdb*',
      'flaretally.log',
    ]);
    expect(gitignoreText(text)).toBe(text);
  });

  test('a schedule is written for a configuration that is there', async () => {
    const text = `{"account": "${ACCOUNT}", "token": "MINE", "db": "a/b.duckdb", "logs": "s3://logs"}`;
    const folder = folderWith({ 'flaretally.jsonc': text });
    expect((await run(['init', '--ci', 'github'], folder)).code).toBe(0);
    expect(textIn(folder, 'flaretally.jsonc')).toBe(text);
    const workflow = textIn(folder, '.github/workflows/flaretally.yml');
    const own = [...workflow.matchAll(/^ +(\w+): \$\{\{ secrets\.(\w+) \}\}$/gm)];
    expect(own.map(([, name, secret]) => [name, secret])).toEqual(
      ['MINE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((name) => [name, name]),
    );
    expect(workflow.match(/path: a\/b\.duckdb/g)).toHaveLength(2);
  });
});

describe('wrangler’s configuration', () => {
  const files = {
    '.git/config': '',
    'apps/chat/wrangler.jsonc': `{ // comment
      "name": "chat", "account_id": "${ACCOUNT}",
      "durable_objects": {"bindings": [
        {"name": "A", "class_name": "Room"}, {"name": "B", "class_name": "Far", "script_name": "x"}]},
      "env": {"staging": {"account_id": "${'f'.repeat(32)}"}, "live": {"name": "chat-1"}}, }`,
    'apps/mail/wrangler.toml': 'name = "mail"\n[[durable_objects.bindings]]\nclass_name = "Box"\n',
    'apps/broken/wrangler.toml': 'name = ',
    'node_modules/x/wrangler.toml': 'name = "theirs"\n',
  };

  test('is read in all three forms, environments included', () => {
    const folder = folderWith(files);
    const found = findWrangler(folder).map(({ file: _, ...own }) => own);
    expect(found).toEqual([
      {
        names: ['chat', 'chat-staging', 'chat-1'],
        accounts: [ACCOUNT, 'f'.repeat(32)],
        classes: ['Room'],
      },
      { names: ['mail'], accounts: [], classes: ['Box'] },
    ]);
  });

  test('above the folder, as far as the repository goes', () => {
    const folder = folderWith({ 'repo/.git/config': '', 'wrangler.json': '{"name": "outside"}' });
    const below = join(folder, 'repo/a/b');
    mkdirSync(below, { recursive: true });
    expect(findWrangler(below)).toEqual([]);
    writeFileSync(join(folder, 'repo/wrangler.json'), '{"name": "inside"}');
    expect(findWrangler(below)).toMatchObject([{ names: ['inside'] }]);
  });
});

describe('schedules', () => {
  const place = {
    folder: "/srv/it's 100% ours",
    program: ['/opt/node 22/bin/node', '/opt/flaretally/cli.js'],
    version: '1.2.3',
    secrets: ['CLOUDFLARE_API_TOKEN', 'SLACK'],
    db: 'flaretally.duckdb',
    reports: 'reports/',
  };

  test.each(SCHEDULES)('%s', (schedule) => {
    const files = Object.entries(scheduleFiles(schedule, place));
    const page = files.map(([path, text]) => `--- ${path}\n${text}`).join('');
    expect(page).toBe(golden(join(HERE, `${schedule}.golden.txt`), page));
    for (const code of [0, 1, 2, 3, 4, 5]) expect(page).toMatch(new RegExp(`#.*\\b${code} [a-z]`));
  });

  test('a shell reads the line of the crontab as it is meant', () => {
    const folder = temporary(onTestFinished);
    const own = join(folder, "it's 100% ours");
    mkdirSync(own);
    writeFileSync(join(own, '.env'), 'TOKEN=from-file\n');
    const says = `process.stdout.write(process.env.TOKEN + process.argv.slice(1) + process.cwd())`;
    const program = [process.execPath, '-e', says];
    const text = scheduleFiles('cron', { ...place, folder: own, program })['flaretally.crontab'];
    const line = /^17 6 \* \* \* (.*)$/m.exec(text ?? '')?.[1]?.replaceAll('\\%', '%') ?? '';
    execFileSync('/bin/sh', ['-c', line], { env: {} });
    expect(textIn(own, 'flaretally.log')).toBe(`from-filerun${own}`);
  });

  const analyze = '/usr/bin/systemd-analyze';
  test.skipIf(!existsSync(analyze))('systemd accepts the service and the timer', () => {
    const folder = temporary(onTestFinished);
    const own = { ...place, program: [process.execPath, join(folder, 'a $b.js')], folder };
    const files = scheduleFiles('systemd', own);
    mkdirSync(join(folder, 'systemd'));
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    const units = Object.keys(files).map((path) => join(folder, path));
    const env = { ...process.env, XDG_RUNTIME_DIR: folder };
    const out = execFileSync(analyze, ['--user', 'verify', ...units], { env, encoding: 'utf8' });
    expect(out).toBe('');
  });

  test('npx is named where npx has fetched the program', () => {
    expect(programWords('/n/bin/node', '/srv/.npm/_npx/1/node_modules/y/dist/cli.js')).toEqual([
      '/n/bin/npx',
      '--yes',
      expect.stringMatching(/^flaretally@\d/),
    ]);
    expect(programWords('/n/bin/node', '/opt/y/cli.js')).toEqual(['/n/bin/node', '/opt/y/cli.js']);
  });
});
