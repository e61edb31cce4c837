// What actionlint finds in a workflow, as far as ours can be wrong: unknown keys, actions without a
// version, permissions, schedules, expressions, names, and scripts that are no bash.
import { spawnSync } from 'node:child_process';
import type { Yaml } from './yaml.ts';

type Map = { [key: string]: Yaml };

/** Inputs by action, from the `action.yml` of that major version. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'actions/checkout@v4': [
    'repository',
    'ref',
    'token',
    'path',
    'fetch-depth',
    'persist-credentials',
  ],
  'actions/setup-node@v4': ['node-version', 'node-version-file', 'cache', 'registry-url'],
  'actions/cache/restore@v4': ['path', 'key', 'restore-keys', 'fail-on-cache-miss', 'lookup-only'],
  'actions/cache/save@v4': ['path', 'key', 'upload-chunk-size'],
  'actions/upload-artifact@v4': [
    'name',
    'path',
    'if-no-files-found',
    'retention-days',
    'overwrite',
  ],
};
const NEEDED = ['path', 'key'];
const KEYS = {
  workflow: 'name run-name on permissions env defaults concurrency jobs',
  on: 'schedule workflow_dispatch push pull_request',
  permissions: 'actions checks contents deployments id-token issues packages pull-requests',
  concurrency: 'group cancel-in-progress',
  job: 'name needs permissions runs-on environment concurrency outputs env if steps timeout-minutes',
  step: 'id if name uses run working-directory shell with env continue-on-error timeout-minutes',
} as const;
const RUNNERS = ['ubuntu-latest', 'ubuntu-24.04', 'ubuntu-22.04'];
const CONTEXTS = /^(github\.(run_id|run_attempt|ref|sha)|secrets\.[A-Z_][A-Z0-9_]*)$/;
const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;

export function lint(workflow: Yaml): string[] {
  const faults: string[] = [];
  const known = (what: keyof typeof KEYS, value: Yaml) => {
    for (const key of Object.keys(mapOf(value)))
      if (!KEYS[what].split(' ').includes(key)) faults.push(`${what}: unknown key ${key}`);
    return mapOf(value);
  };
  const { on, permissions, concurrency, jobs } = known('workflow', workflow);
  for (const { cron } of listOf(known('on', on ?? null).schedule))
    faults.push(...cronFaults(`${cron}`));
  for (const level of Object.values(known('permissions', permissions ?? null)))
    if (!['read', 'write', 'none'].includes(`${level}`)) faults.push(`permission ${level}`);
  if (!permissions) faults.push('no permissions: the token may write');
  known('concurrency', concurrency ?? null);
  for (const [name, value] of Object.entries(mapOf(jobs ?? null))) {
    const job = known('job', value);
    if (!RUNNERS.includes(`${job['runs-on']}`)) faults.push(`${name}: runner ${job['runs-on']}`);
    if (!/^[1-9]\d*$/.test(`${job['timeout-minutes']}`)) faults.push(`${name}: no timeout`);
    for (const step of listOf(job.steps)) faults.push(...stepFaults(known('step', step)));
  }
  return [...faults, ...expressionFaults(JSON.stringify(workflow))];
}

function stepFaults({ uses, run, with: inputs, env }: Map): string[] {
  const faults = (uses === undefined) === (run === undefined) ? ['a step runs or uses'] : [];
  for (const name of Object.keys(mapOf(env ?? null)))
    if (!/^[A-Z_][A-Z0-9_]*$/.test(name)) faults.push(`environment variable ${name}`);
  if (typeof run === 'string') {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: run, encoding: 'utf8' });
    if (status !== 0) faults.push(`not bash: ${stderr}`);
    if (run.includes('${{')) faults.push('an expression inside a script');
  }
  if (uses === undefined) return faults;
  const known = ACTIONS[`${uses}`];
  if (known === undefined) return [...faults, `${uses} is no action of a version that we know`];
  const given = Object.keys(mapOf(inputs ?? null));
  const unknown = given.filter((input) => !known.includes(input));
  const lacks = `${uses}`.includes('/cache/') ? NEEDED.filter((one) => !given.includes(one)) : [];
  return [
    ...faults,
    ...unknown.map((one) => `input ${one}`),
    ...lacks.map((one) => `lacks ${one}`),
  ];
}

function cronFaults(cron: string): string[] {
  const fields = cron.split(' ');
  const isRight = fields.every((field, i) => {
    const [least, most] = RANGES[i] ?? [1, 0];
    return field === '*' || (/^\d+$/.test(field) && +field >= least && +field <= most);
  });
  return isRight && fields.length === RANGES.length ? [] : [`cron ${cron}`];
}

/** Each expression names what there is, and calls what there is. */
function expressionFaults(text: string): string[] {
  const inside = [...text.matchAll(/\$\{\{(.*?)\}\}/g)].map(([, own = '']) => own);
  const open = text.split('${{').length - 1 - inside.length;
  const bad = inside.flatMap((own) => {
    const bare = own.replace(/'[^']*'/g, "''").replace(/\b(cancelled\(\)|hashFiles\(''\))/g, "''");
    return bare.split(/[\s!=&|]+/).filter((word) => !/^('')*$/.test(word) && !CONTEXTS.test(word));
  });
  return [
    ...(open > 0 ? ['an expression does not end'] : []),
    ...bad.map((word) => `names ${word}`),
  ];
}

function mapOf(value: Yaml | undefined): Map {
  return value && typeof value === 'object' && !Array.isArray(value) ? value : {};
}

export function listOf(value: Yaml | undefined): Map[] {
  return Array.isArray(value) ? value.map(mapOf) : [];
}
