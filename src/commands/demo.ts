import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NO_CONFIG } from '../config/read.ts';
import { EXIT, usageError } from '../errors.ts';
import { commandLine, script } from './shared/commands-script.ts';
import { defineCliCommand } from './shared/define.ts';
import { demoNotes } from './shared/demo-notes.ts';
import { exitCodeOf } from './shared/exit-code.ts';
import type { Io } from './shared/io.ts';

const BUNDLED = fileURLToPath(new URL('../../fixtures/demo/', import.meta.url));
const INPUTS = ['usage', 'rest', 'logs', 'tenants.csv', 'invoice.csv'];

export default defineCliCommand({
  name: 'demo',
  summary: 'try everything offline, on a made-up account',
  description:
    'Puts the files of a chat and voice platform (twelve products, six tenants) into a folder, ' +
    'loads them, reconciles its October 2026 statement, and leaves database and commands there.',
  examples: [
    { command: 'flaretally demo', says: 'in ./flaretally-demo' },
    { command: 'flaretally demo --dir /tmp/parlance', says: 'in another folder' },
  ],
  exits: { [EXIT.ok]: 'the demo ran, whatever exit code reconcile gave' },
  args: {
    dir: {
      type: 'string',
      valueHint: 'DIR',
      description: 'folder to work in; an earlier demo there is replaced',
      default: 'flaretally-demo',
    },
  },
  async run({ args, ...person }) {
    const { dir } = args;
    // The person's own account id must not be used for the invented data.
    const env = { ...person.env, CLOUDFLARE_ACCOUNT_ID: undefined };
    const io = { ...person, config: NO_CONFIG, env };
    prepare(dir);
    const db = join(dir, 'demo.duckdb');
    const steps = [
      ['load', ...INPUTS.map((name) => join(dir, name)), '--db', db],
      ['reconcile', '--db', db],
    ];
    const further = [
      ['explain', 'durable_objects.rows_written', '--db', db],
      ['explain', 'fjord-bank', '--db', db],
      ['report', 'savings', '--db', db],
      ['report', 'tenant-lines', '--db', db, '--format', 'csv'],
      ['sql', 'select * from report.findings', '--db', db],
    ];
    writeFileSync(join(dir, 'commands.sh'), script(dir, [...steps, ...further]), { mode: 0o755 });
    let code = 0;
    for (const step of steps) {
      io.stdout.write(`$ ${commandLine(step)}\n\n`);
      code = await exitCodeOf(step, io, () => runStep(step, io));
      if (code !== EXIT.ok && step[0] === 'load') return EXIT.failed;
    }
    io.stdout.write(
      [
        '',
        `reconcile ended with exit code ${code}${codeSays(code)}.`,
        `Everything is in ${dir}: the input files, demo.duckdb and commands.sh. Try next:`,
        ...further.map((step) => `  ${commandLine(step)}`),
        ...demoNotes(person),
        '',
      ].join('\n'),
    );
    return EXIT.ok;
  },
});

/**
 * Runs one of the two commands of the demo. It cannot use the list of all commands, because that
 * list contains the demo.
 */
async function runStep([verb, ...rest]: readonly string[], io: Io): Promise<number> {
  const command = verb === 'load' ? await import('./load.ts') : await import('./reconcile.ts');
  return command.default.execute(rest, io);
}

function codeSays(code: number): string {
  return code === EXIT.variance ? ': lines are beyond the tolerance, as the findings say' : '';
}

/** Copies the input files; a folder with other files in it is not touched. */
function prepare(dir: string): void {
  const isOther =
    existsSync(dir) && readdirSync(dir).length > 0 && !existsSync(join(dir, 'commands.sh'));
  if (isOther) {
    throw usageError(
      'E_DEMO_FOLDER',
      `${dir} holds files that the demo did not write`,
      'name another folder with --dir',
    );
  }
  rmSync(dir, { recursive: true, force: true });
  for (const name of INPUTS) cpSync(join(BUNDLED, name), join(dir, name), { recursive: true });
}
