import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/commands/main.ts';
import { dbArgs, formatArgs, periodArgs } from '../../src/commands/shared/args.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import type { Catalogue } from '../../src/commands/shared/catalogue.ts';
import { defineCliCommand } from '../../src/commands/shared/define.ts';
import { BrokenPipe } from '../../src/commands/shared/io.ts';
import { main } from '../../src/commands/shared/main.ts';
import { processIo } from '../../src/commands/shared/process-io.ts';
import { tableWidth, wantsColour } from '../../src/commands/shared/terminal.ts';
import { EXIT, FlaretallyError } from '../../src/errors.ts';
import { closest } from '../../src/words/suggest.ts';

/** Prints what it received, so that a test reads the arguments off stdout. */
const echo = defineCliCommand({
  name: 'load',
  summary: 'a command for tests',
  description: `${'A long sentence that has to be wrapped somewhere. '.repeat(4)}`,
  examples: [{ command: 'flaretally load usage/', says: 'loads a folder' }],
  exits: { 5: 'some files were incomplete' },
  args: {
    path: { type: 'positional', variadic: true, description: 'files' },
    ...dbArgs,
    ...formatArgs,
    ...periodArgs,
    'dry-run': { type: 'boolean', alias: 'n', description: 'only say what would happen' },
    check: { type: 'boolean', default: true, description: 'check the database afterwards' },
    tenant: { type: 'string', multiple: true, alias: 't', description: 'only this tenant' },
  },
  async run({ args, stdout }) {
    // Types: these lines compile only while the argument types are what the docstrings promise.
    const typed: { dryRun: boolean; tenant: string[]; db: string; period: string | undefined } =
      args;
    stdout.write(JSON.stringify({ ...typed, ...args }));
  },
});
const one = defineCliCommand({
  name: 'report',
  summary: 'one positional of a few, one flag that must be there',
  examples: [],
  args: {
    view: { type: 'positional', options: ['tenants', 'charges'], description: 'what to print' },
    since: { type: 'string', required: true, description: 'a day' },
    ...periodArgs,
  },
  run: async ({ args }) => (args.view === 'tenants' ? EXIT.variance : EXIT.ok),
});
const RESUME = {
  code: 'E_STOPPED',
  what: 'stopped',
  fix: 'run it again to resume',
  exit: 130,
} as const;
const stopped = (signal: AbortSignal | undefined, error: Error) =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(error)));
const failing = defineCliCommand({
  name: 'sql',
  summary: 'fails as the first word says',
  examples: [],
  args: { how: { type: 'positional', description: 'how' }, ...formatArgs },
  async run({ args, env, signal }) {
    if (args.how === 'pipe') throw new BrokenPipe();
    if (args.how === 'hang') await new Promise(() => {});
    if (args.how === 'wait') await stopped(signal, new Error('INTERRUPT Error: Interrupted!'));
    if (args.how === 'pull') await stopped(signal, new FlaretallyError(RESUME));
    if (args.how === 'bug') throw new TypeError(`oops ${env.CLOUDFLARE_API_TOKEN}`);
    throw new FlaretallyError({
      code: 'E_DB_LOCKED',
      what: 'in use\x1b[2J',
      why: 'PID 7',
      fix: 'wait',
      exit: 4,
    });
  },
});
const loaded: string[] = [];
const lazy = (command: typeof echo) => ({
  summary: command.summary,
  example: `flaretally ${command.name}`,
  load: async () => {
    loaded.push(command.name);
    return { default: command };
  },
});
const catalogue: Catalogue = { load: lazy(echo), report: lazy(one), sql: lazy(failing) };

async function run(argv: string[], world: Parameters<typeof bufferIo>[0] = {}) {
  const io = bufferIo(world);
  const code = await runCli(argv, io, catalogue);
  return { code, out: io.out(), err: io.err() };
}
const argsOf = async (argv: string[], env = {}) => JSON.parse((await run(argv, { env })).out);

describe('the guard refuses, with exit 2 and nothing on stdout', () => {
  test.each([
    ['unknown flag', 'load a --perod 2026-10', 'E_FLAG_UNKNOWN', 'did you mean --period?'],
    ['unknown flag far from all', 'load a --zzzzzz', 'E_FLAG_UNKNOWN', 'load --help'],
    ['camelCase', 'load a --dryRun', 'E_FLAG_UNKNOWN', 'did you mean --dry-run?'],
    ['flag of Object.prototype', 'load a --constructor', 'E_FLAG_UNKNOWN', '--help'],
    ['unknown short flag', 'load a -x', 'E_FLAG_UNKNOWN', '--help'],
    ['negated value flag', 'load a --no-period', 'E_FLAG_UNKNOWN', 'leave it out'],
    ['a secret in a flag', 'load a --api-token=hunter2', 'E_FLAG_UNKNOWN', 'environment'],
    ['flag before the command', '--db=x load a', 'E_FLAG_UNKNOWN', 'after the command'],
    ['repeated flag', 'load a --db x --db x', 'E_FLAG_REPEATED', 'once'],
    ['repeated switch by alias', 'load a --dry-run -n', 'E_FLAG_REPEATED', 'once'],
    ['switch and its negation', 'load a --check --no-check', 'E_FLAG_REPEATED', 'once'],
    ['no value at the end', 'load a --period', 'E_FLAG_EMPTY', '--period=VALUE'],
    ['no value before a flag', 'load a --period --format csv', 'E_FLAG_EMPTY', '--period=VALUE'],
    ['no value before --', 'load a --period -- b', 'E_FLAG_EMPTY', '--period=VALUE'],
    ['nothing after =', 'load a --period=', 'E_FLAG_EMPTY', 'leave --period out'],
    ['an empty word', ['load', 'a', '--period', ''], 'E_FLAG_EMPTY', 'leave --period out'],
    ['a blank word', ['load', 'a', '--period', ' '], 'E_FLAG_EMPTY', 'leave --period out'],
    ['an empty one of several', ['load', 'a', '-t', 'x', '-t', ''], 'E_FLAG_EMPTY', '-t'],
    ['value on a switch', 'load a --dry-run=true', 'E_FLAG_VALUE', '--no-dry-run'],
    ['value on a negation', 'load a --no-check=1', 'E_FLAG_VALUE', '--check'],
    ['not an option', 'load a --format jsn', 'E_VALUE_UNKNOWN', 'did you mean json?'],
    ['far from all options', 'load a --format=pdf', 'E_VALUE_UNKNOWN', 'table, csv, json, md'],
    ['not an option, positional', 'report tenant --since x', 'E_VALUE_UNKNOWN', 'tenants?'],
    ['extra argument', 'report tenants b --since x', 'E_ARGUMENT_EXTRA', '--help'],
    ['extra after --', 'report tenants --since x -- --b', 'E_ARGUMENT_EXTRA', '--help'],
    [
      'a period as argument',
      'report tenants 2026-10 --since x',
      'E_ARGUMENT_EXTRA',
      '--period 2026-10?',
    ],
    ['missing argument', 'report --since x', 'E_ARGUMENT_MISSING', '--help'],
    ['missing PATH...', 'load --db x', 'E_ARGUMENT_MISSING', '--help'],
    ['empty argument', ['load', ''], 'E_ARGUMENT_EMPTY', 'shell variable'],
    ['missing required flag', 'report tenants', 'E_FLAG_MISSING', '--help'],
    ['unknown command', 'lod', 'E_COMMAND_UNKNOWN', 'did you mean load?'],
    ['command of Object.prototype', 'toString', 'E_COMMAND_UNKNOWN', '--help'],
    ['something after --version', '--version x', 'E_ARGUMENT_EXTRA', 'leave it out'],
  ])('%s', async (_, words, code, fix) => {
    const result = await run(typeof words === 'string' ? words.split(' ') : words);
    expect(result).toMatchObject({ code: 2, out: '' });
    const [first, ...rest] = result.err.trimEnd().split('\n');
    expect(first).toMatch(new RegExp(`^error ${code}: .`));
    expect(rest).toEqual([expect.stringMatching(/^ {2}do: {2}/)]);
    expect(rest[0]).toContain(fix);
    expect(result.err).not.toContain('hunter2');
  });

  test('a variable that is not an option, by the name of the variable', async () => {
    const env = { FT_MODE: 'fsat' };
    const mode = { type: 'enum', options: ['fast'], env: 'FT_MODE', description: 'm' } as const;
    const command = defineCliCommand({
      name: 'm',
      summary: '',
      examples: [],
      args: { mode },
      run: async () => {},
    });
    await expect(command.execute([], bufferIo({ env }))).rejects.toThrow(
      'FT_MODE cannot be "fsat"',
    );
  });
});

describe('the guard lets through', () => {
  const flags = { dryRun: false, check: true, raw: false };
  const rest = { ...flags, tenant: [], db: 'flaretally.duckdb', path: ['a'] };
  test.each([
    ['defaults', 'load a', {}],
    ['--x value', 'load a --format json', { format: 'json' }],
    ['--x=value', 'load a --format=json', { format: 'json' }],
    ['= inside a value', 'load a --db=x=y', { db: 'x=y' }],
    ['a value with a dash, by =', 'load a --db=--no-check', { db: '--no-check' }],
    ['a value called true', 'load a --db true', { db: 'true' }],
    ['switches', 'load a -n --no-check', { dryRun: true, check: false }],
    ['several values', 'load a -t x --tenant=y -t x', { tenant: ['x', 'y', 'x'] }],
    ['several paths around flags', 'load a --db x b -', { db: 'x', path: ['a', 'b', '-'] }],
    ['words after --', 'load -- -n --no-check --help', { path: ['-n', '--no-check', '--help'] }],
  ])('%s', async (_, words, changed) => {
    expect(await argsOf(words.split(' '))).toEqual({ ...rest, ...changed });
  });

  test('a statement that begins with a remark of SQL, as `flaretally rules NAME` prints it', async () => {
    const words = await argsOf(['load', '-- What it is.\nselect 1', '--\nselect 2']);
    expect(words.path).toEqual(['-- What it is.\nselect 1', '--\nselect 2']);
  });

  test('a flag beats its variable, which beats the default; an empty variable is unset', async () => {
    const env = { FLARETALLY_DB: 'env.db' };
    expect((await argsOf(['load', 'a', '--db', 'x'], env)).db).toBe('x');
    expect((await argsOf(['load', 'a'], env)).db).toBe('env.db');
    expect((await argsOf(['load', 'a'], { FLARETALLY_DB: '' })).db).toBe('flaretally.duckdb');
  });

  test('the exit code a command returns', async () => {
    expect((await run(['report', 'tenants', '--since', 'x'])).code).toBe(3);
    expect((await run(['report', 'charges', '--since', 'x'])).code).toBe(0);
  });
});

test.each([
  ['camelCase', { dryRun: { type: 'boolean', description: '' } }],
  ['no-', { 'no-check': { type: 'boolean', description: '' } }],
  ['-h', { host: { type: 'string', alias: 'h', description: '' } }],
  [
    'alias twice',
    {
      a: { type: 'boolean', alias: 'x', description: '' },
      b: { type: 'boolean', alias: 'x', description: '' },
    },
  ],
  [
    'early variadic',
    {
      a: { type: 'positional', variadic: true, description: '' },
      b: { type: 'positional', description: '' },
    },
  ],
] as const)('a command declared with %s is refused', (_, args) => {
  expect(() =>
    defineCliCommand({ name: 'x', summary: '', examples: [], args, run: async () => {} }),
  ).toThrow('declared wrongly');
});

test.each([
  ['perod', 'period'],
  ['periodd', 'period'],
  ['preiod', 'period'],
  ['bd', 'db'],
  ['PER', 'period'],
  ['x', undefined],
  ['invoice', undefined],
  ['', undefined],
])('closest(%s) is %s', (typed, found) => expect(closest(typed, ['period', 'db'])).toBe(found));

describe('help', () => {
  test.each([[[]], [['-h']], [['--help']], [['help']]])(
    '%j is the overview, loading nothing',
    async (argv) => {
      loaded.length = 0;
      const { code, out, err } = await run(argv, { isStdoutTty: true });
      expect({ code, err, loaded }).toEqual({ code: 0, err: '', loaded: [] });
      expect(out.indexOf('load ')).toBeLessThan(out.indexOf('report '));
      for (const name of Object.keys(catalogue)) expect(out).toContain(`  flaretally ${name}\n`);
      expect(out).not.toContain('\x1b');
    },
  );

  test.each([[['load', '-h']], [['load', '--bogus', '--help']], [['help', 'load']]])(
    '%j is one page',
    async (argv) => {
      const { code, out, err } = await run(argv);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
      expect(out.indexOf('Examples:')).toBeLessThan(out.indexOf('Usage:'));
      const flat = out.replace(/\s+/g, ' ');
      for (const part of [
        'flaretally load PATH... [FLAGS]',
        '--db FILE the database (default flaretally.duckdb; env FLARETALLY_DB)',
        'table|csv|json|md',
        '-t, --tenant VALUE only this tenant (may be repeated)',
        '--no-check',
        '5 some files were incomplete',
      ])
        expect(flat).toContain(part);
    },
  );

  test.each(['-V', '--version'])('%s prints our version and that of Node', async (flag) => {
    expect((await run([flag])).out).toMatch(/^flaretally \d+\.\d+\.\d+\nnode v\d+/);
  });
});

describe('errors', () => {
  test('three parts, control characters made visible', async () => {
    const err = 'error E_DB_LOCKED: in use␛[2J\n  why: PID 7\n  do:  wait\n';
    expect(await run(['sql', 'lock'])).toEqual({ code: 4, out: '', err });
  });

  test.each([[['--format', 'json']], [['--format=json']], [['--format=json', '--bogus']]])(
    'an envelope with %j',
    async (flags) => {
      const { out, err } = await run(['sql', 'lock', ...flags]);
      expect(out).toBe('');
      const keys = Object.keys(JSON.parse(err).error);
      expect(keys).toEqual(['code', 'message', 'why', 'fix']);
    },
  );

  test('a bug asks to be reported; no stack unless debugging, never a token', async () => {
    const env = { CLOUDFLARE_API_TOKEN: 'hunter2' };
    const { code, err } = await run(['sql', 'bug'], { env });
    expect(code).toBe(1);
    expect(err).toMatch(/^error E_BUG: oops \*{4}\n {2}why: this is a bug, please report it\n/);
    expect(err).not.toContain('    at ');
    const debug = await run(['sql', 'bug'], { env: { ...env, FLARETALLY_DEBUG: '1' } });
    expect(debug.err).toContain('    at ');
    expect(debug.err).not.toContain('hunter2');
  });

  test('a reader that left is no error', async () => {
    expect(await run(['sql', 'pipe'])).toEqual({ code: 0, out: '', err: '' });
  });

  test.each([
    ['wait', 'error E_INTERRUPTED: interrupted\n'],
    ['pull', 'error E_STOPPED: stopped\n  do:  run it again to resume\n'],
  ])('Ctrl-C is 130, in the words of the command if it has any: %s', async (how, err) => {
    const interrupt = new AbortController();
    const running = run(['sql', how], { signal: interrupt.signal });
    setImmediate(() => interrupt.abort());
    expect(await running).toEqual({ code: 130, out: '', err });
  });
});

describe('the process', () => {
  async function press(how: string, signal = 'SIGINT') {
    const io = bufferIo();
    const events: unknown[] = [];
    const host = {
      argv: ['node', 'flaretally', 'sql', how],
      pid: 7,
      env: {},
      cwd: () => '/',
      stdout: { ...io.stdout, on: () => {} },
      stderr: { ...io.stderr, on: () => {} },
      exit: (code: number) => events.push(`exit ${code}`),
      kill: (pid: number, signal: string) => events.push(`kill ${pid} ${signal}`),
      on: () => {},
      once: (name: string, listener: () => void) => name === signal && setImmediate(listener),
    };
    void main(host as never, catalogue);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    return { events, err: io.err() };
  }

  test('exits 130 when the command gives up, kills itself when it does not', async () => {
    const [gives, hangs] = await Promise.all([press('wait'), press('hang')]);
    expect(gives.events[0]).toBe('exit 130');
    expect(hangs).toEqual({ events: ['kill 7 SIGINT'], err: 'error E_INTERRUPTED: interrupted\n' });
  });

  test.each(['SIGTERM', 'SIGHUP'])('%s is the same', async (signal) => {
    const [gives, hangs] = await Promise.all([press('wait', signal), press('hang', signal)]);
    expect(gives.events[0]).toBe('exit 130');
    expect(hangs.events).toEqual([`kill 7 ${signal}`]);
  });

  function world() {
    const heard: ((error: Error) => void)[] = [];
    const written: unknown[] = [];
    const stream = {
      write: (c: unknown) => written.push(c),
      on: (_: string, f: never) => heard.push(f),
    };
    const host = { stdout: stream, stderr: { ...stream, on: () => {} }, env: {}, cwd: () => '/' };
    const failures: Error[] = [];
    const io = processIo(host as never, new AbortController().signal, (e) => failures.push(e));
    const fail = (code: string) => heard[0]?.(Object.assign(new Error(code), { code }));
    return { io, written, failures, fail };
  }

  test('bytes pass through untouched', () => {
    const { io, written } = world();
    const bytes = new Uint8Array([0xff, 0x00]);
    io.stdout.write(bytes);
    expect(written).toEqual([bytes]);
  });

  test('EPIPE stops the next write and is no failure; a full disk is one', () => {
    const pipe = world();
    pipe.fail('EPIPE');
    expect(() => pipe.io.stdout.write('x')).toThrow(BrokenPipe);
    expect(pipe.failures).toEqual([]);
    const disk = world();
    disk.fail('ENOSPC');
    expect(disk.failures).toHaveLength(1);
  });
});

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: 'true' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { TERM: 'dumb' }, false],
  [false, { FORCE_COLOR: '1' }, true],
  [true, { FORCE_COLOR: '0' }, false],
  [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
])('colour on a terminal (%s) with %j: %s', (isTty, env, colour) =>
  expect(wantsColour(isTty, env)).toBe(colour),
);

test.each([
  [true, {}, 100],
  [false, {}, undefined],
  [false, { COLUMNS: '60' }, 60],
  [false, { COLUMNS: 'x' }, undefined],
])('table width on a terminal (%s) with %j: %s', (isStdoutTty, env, width) =>
  expect(tableWidth({ isStdoutTty, columns: 100, env })).toBe(width),
);
