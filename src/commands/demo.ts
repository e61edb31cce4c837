import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXIT, usageError } from '../errors.ts';
import { runCli } from './run.ts';
import { defineCliCommand } from './shared/define.ts';

const BUNDLED = fileURLToPath(new URL('../../fixtures/demo/', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../cli.js', import.meta.url));
const INPUTS = ['usage', 'rest', 'logs', 'tenants.csv', 'invoice.csv'];

export default defineCliCommand({
  name: 'demo',
  summary: 'try everything offline, on an account made up for it',
  description:
    'Puts the files of a chat and voice platform with six tenants into a folder, loads them, ' +
    'reconciles its October 2026 statement, and leaves the database and the commands there.',
  examples: [
    { command: 'flaretally demo', says: 'in ./flaretally-demo' },
    { command: 'flaretally demo --dir /tmp/parlance', says: 'elsewhere' },
  ],
  exits: { [EXIT.ok]: 'the demo ran, whatever code reconcile itself gave' },
  args: {
    dir: {
      type: 'string',
      valueHint: 'DIR',
      description: 'folder to work in; an earlier demo there is replaced',
      default: 'flaretally-demo',
    },
  },
  async run({ args, ...io }) {
    const { dir } = args;
    prepare(dir);
    const db = join(dir, 'demo.duckdb');
    const steps = [
      ['load', ...INPUTS.map((name) => join(dir, name)), '--db', db],
      ['reconcile', '--db', db],
    ];
    const further = [
      ['explain', 'durable_objects.rows_written', '--db', db],
      ['explain', 'fjord-bank', '--db', db],
      ['report', 'tenant-lines', '--db', db, '--format', 'csv'],
      ['sql', 'select * from report.findings', '--db', db],
    ];
    writeFileSync(join(dir, 'commands.sh'), script(dir, [...steps, ...further]), { mode: 0o755 });
    let code = 0;
    for (const step of steps) {
      io.stdout.write(`$ ${line(step)}\n\n`);
      code = await runCli(step, io);
      if (code !== EXIT.ok && step[0] === 'load') return EXIT.failed;
    }
    io.stdout.write(
      [
        '',
        `reconcile itself ended with exit code ${code}${codeSays(code)}.`,
        `Everything is in ${dir}: the input files, demo.duckdb and commands.sh. Go on with`,
        ...further.map((step) => `  ${line(step)}`),
        '',
      ].join('\n'),
    );
    return EXIT.ok;
  },
});

function codeSays(code: number): string {
  return code === EXIT.variance ? ': lines are beyond the tolerance, as the findings say' : '';
}

/** Copies the input files; a folder that holds something else is not touched. */
function prepare(dir: string): void {
  const isOther =
    existsSync(dir) && readdirSync(dir).length > 0 && !existsSync(join(dir, 'commands.sh'));
  if (isOther) {
    throw usageError(
      'E_DEMO_FOLDER',
      `${dir} holds files that no demo wrote`,
      'name another with --dir',
    );
  }
  rmSync(dir, { recursive: true, force: true });
  for (const name of INPUTS) cpSync(join(BUNDLED, name), join(dir, name), { recursive: true });
}

function line(words: readonly string[]): string {
  return ['flaretally', ...words.map((word) => (/[\s*]/.test(word) ? `"${word}"` : word))].join(
    ' ',
  );
}

/** The commands as a script of the folder itself, so that it runs from anywhere. */
function script(dir: string, commands: readonly string[][]): string {
  const inFolder = (word: string) => word.replace(`${dir}/`, '');
  return [
    '#!/bin/sh',
    '# What `flaretally demo` ran, then what to go on with.',
    '# FLARETALLY says how else the program is called, e.g. FLARETALLY="npx flaretally".',
    'cd "$(dirname "$0")" || exit 1',
    'flaretally() {',
    `  if [ -n "$FLARETALLY" ]; then command $FLARETALLY "$@"; else node '${PROGRAM}' "$@"; fi`,
    '}',
    ...commands.map((words) => line(words.map(inFolder))),
    '',
  ].join('\n');
}
