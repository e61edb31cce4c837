// @module-tag journey
// The workflow that `init --ci github` writes is what GitHub takes, and its steps do their work in
// fresh clones, one after the other, with nothing but the cache between them.
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { packageVersion } from '../../src/commands/shared/version.ts';
import { smallRows } from '../pull/e2e/support/account.ts';
import { DEMO_ACCOUNT, demoRest, startCloudflare } from '../support/cloudflare/index.ts';
import { run } from '../support/run.ts';
import { ROOT, temporary } from '../support/temp.ts';
import { runs } from '../support/tier.ts';
import { lint, listOf } from './lint.ts';
import { parseYaml, type Yaml } from './yaml.ts';

const NOW = '2026-11-10T06:00:00Z';
/** A whole run takes long: a sample has one. */
const NIGHTS = runs([1], [1, 2]);
const PATH = '.github/workflows/flaretally.yml';
const ARGV = ['init', '--yes', '--account', DEMO_ACCOUNT, '--anchor-day', '4', '--ci', 'github'];

async function written(folder: string): Promise<string> {
  mkdirSync(folder);
  execFileSync('git', ['init', '-q', '-b', 'main'], { cwd: folder });
  expect((await run(ARGV, folder)).code).toBe(0);
  return readFileSync(join(folder, PATH), 'utf8');
}

const jobOf = (text: string) => (parseYaml(text) as { jobs: { run: { steps: Yaml } } }).jobs.run;

test('it keeps the rules of actionlint, and none of them is idle', async () => {
  const text = await written(join(temporary(onTestFinished), 'repository'));
  expect(lint(parseYaml(text))).toEqual([]);
  const wrong: [string, string, string][] = [
    ['timeout-minutes', 'timeout', 'job: unknown key timeout'],
    ["'17 6 * * *'", "'17 24 * * *'", 'cron 17 24 * * *'],
    ["'17 6 * * *'", "'17 6 * *'", 'cron 17 6 * *'],
    ['permissions:\n  contents: read\n', '', 'no permissions'],
    ['contents: read', 'contents: all', 'permission all'],
    ['contents: read', 'content: read', 'permissions: unknown key content'],
    ['checkout@v4', 'checkout', 'actions/checkout is no action'],
    ['node-version:', 'node:', 'input node'],
    ['ubuntu-latest', 'ubuntu', 'runner ubuntu'],
    ['secrets.CLOUDFLARE_API_TOKEN', 'secret.CLOUDFLARE_API_TOKEN', 'names secret.'],
    ['github.run_id', 'github.runid', 'names github.runid'],
    ['!cancelled() }}', '!cancelled }}', 'names cancelled'],
    ['}}\n          restore-keys', '}\n          restore-keys', 'names }'],
    ['run: npx', 'run: (npx', 'not bash'],
    ['        run: npx', '        id: npx', 'a step runs or uses'],
    ['          key: flaretally', '          keys: flaretally', 'lacks key'],
  ];
  for (const [from, to, says] of wrong) {
    const changed = text.replace(from, to);
    expect(changed, from).not.toBe(text);
    expect(lint(parseYaml(changed)).join('\n'), to).toContain(says);
  }
  for (const broken of [
    '\ta: b',
    'a: [b]',
    'a: b\na: c',
    'a: b\n  c: d',
    'a: "b"',
    '- a: b\n c: d',
  ])
    expect(() => parseYaml(broken), broken).toThrow(/line \d/);
});

/** Runs a script as GitHub does. */
function bash(script: string, cwd: string, env: Record<string, string>) {
  const words = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  const child = spawn('bash', words, { cwd, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      said += data;
    });
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, said }));
  });
}

test('its steps run in order in fresh clones, and the cache carries the database', {
  timeout: 3_600_000,
}, async () => {
  const root = temporary(onTestFinished);
  const repository = join(root, 'repository');
  const { steps } = jobOf(await written(repository));
  const file = join(repository, 'flaretally.jsonc');
  const only = '  "pull": { "only": ["workersInvocationsAdaptive"] },\n';
  writeFileSync(file, readFileSync(file, 'utf8').replace(/(?= {2}"reports")/, only));
  const git = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  execFileSync('git', ['add', '-A'], { cwd: repository });
  execFileSync('git', [...git, 'commit', '-qm', 'Begin'], { cwd: repository });
  const days = ['2026-10-04', '2026-11-04'];
  // The clock stands still, so that a budget that is used up would never be filled again.
  const budget = { budget: { limit: 1_000_000 }, restBudget: 1_000_000 };
  const now = () => new Date(NOW);
  const stub = { rows: smallRows(days), rest: demoRest(), now, ...budget };
  const cloudflare = await startCloudflare(stub);
  onTestFinished(() => cloudflare.close());
  // In the place of the registry: this version, under the name that the workflow asks for.
  const npx = join(root, 'bin/npx');
  mkdirSync(join(root, 'bin'));
  const asked = `"$1 $2" = "--yes flaretally@${packageVersion()}"`;
  const program = `"${process.execPath}" "${join(ROOT, 'dist/cli.js')}"`;
  writeFileSync(npx, `#!/bin/bash\n[ ${asked} ] || exit 99\nshift 2\nexec ${program} "$@"\n`);
  chmodSync(npx, 0o755);
  const env = {
    PATH: `${join(root, 'bin')}:${process.env.PATH}`,
    ...{ FLARETALLY_NOW: NOW, CLOUDFLARE_API_BASE_URL: cloudflare.url },
  };
  const secrets: Record<string, string> = { CLOUDFLARE_API_TOKEN: cloudflare.token };
  const cache = join(root, 'cache');
  for (const night of NIGHTS) {
    const clone = join(root, `clone-${night}`);
    let kept = '';
    for (const step of listOf(steps)) {
      const inputs = (step.with ?? {}) as Record<string, string>;
      const at = join(clone, `${inputs.path}`);
      if (step.uses === 'actions/checkout@v4')
        execFileSync('git', ['clone', '-q', repository, clone], { cwd: root });
      else if (/restore/.test(`${step.uses}`) && existsSync(cache)) copyFileSync(cache, at);
      else if (/save/.test(`${step.uses}`)) copyFileSync(at, cache);
      else if (/artifact/.test(`${step.uses}`)) kept = at;
      if (typeof step.run !== 'string') continue;
      const given = Object.keys((step.env ?? {}) as object).map((name) => [name, secrets[name]]);
      const { code, said } = await bash(step.run, clone, { ...env, ...Object.fromEntries(given) });
      // The small account lacks what every account has, and no invoice has come.
      expect({ code, said }).toMatchObject({ code: expect.any(Number) });
      expect([0, 5], said).toContain(code);
      expect(said).not.toContain('failed (');
    }
    expect(existsSync(kept)).toBe(true);
    expect(execFileSync('git', ['status', '--short'], { cwd: clone, encoding: 'utf8' })).toBe('');
  }
  const counted = await run(['sql', 'select count(*) as n from ops.runs', '--db', cache], root);
  expect(counted.out).toBe(`n\n${NIGHTS.length}\n`);
});
