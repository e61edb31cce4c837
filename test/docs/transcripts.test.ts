// The pages are transcripts: every ```console block of README.md and docs/ is run and must print what
// it shows. Lines that start with `$ ` are commands; the rest is what they print to stdout, or to
// stderr where there is nothing on stdout; a line `...` stands for any lines. The blocks of a page run
// in order in one folder, in which fixtures/ lies; a block like ```json chat.json is a file of it.
// `npm run update` writes the output anew.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { runCli } from '../../src/commands/main.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import { wordsOf } from '../support/run.ts';
import { filesUnder, IS_UPDATE, ROOT, temporary } from '../support/temp.ts';

const pages = ['README.md', ...filesUnder('docs', '.md').map((file) => join('docs', file))].filter(
  (file) => existsSync(join(ROOT, file)),
);

/** Programs that a page may mention and this test does not run. */
const NOT_RUN = /^(npm|npx wrangler|git|curl|cron|node) /;

/** Where a page's commands run, and how the last one ended. */
interface Shell {
  folder: string;
  code: number;
}

/** What one command line prints on a terminal without colours. */
async function print(line: string, shell: Shell): Promise<string> {
  const [program = '', ...words] = wordsOf(line.replace(/^npx flaretally/, 'flaretally'));
  if (line === 'echo $?') return `${shell.code}\n`;
  if (program === 'cd') shell.folder = resolve(shell.folder, words[0] ?? '');
  else if (program === 'cat') return readFileSync(resolve(shell.folder, words[0] ?? ''), 'utf8');
  else if (program !== 'flaretally') throw new Error(`this test cannot run: ${line}`);
  if (program !== 'flaretally') return '';
  // As wide as a table needs to be, for a page scrolls.
  const terminal = { isStdoutTty: true, isStderrTty: true, columns: 1000 };
  const env = { NO_COLOR: '1', FLARETALLY_NOW: '2026-11-21T06:00:00Z' };
  const io = bufferIo({ ...terminal, env, cwd: shell.folder });
  const before = process.cwd();
  process.chdir(shell.folder);
  try {
    shell.code = await runCli(words, io);
  } finally {
    process.chdir(before);
  }
  return (io.out() || io.err()).replaceAll(shell.folder, '~');
}

/** The body of a ```console block as it should be; one that says the same with `...` is kept. */
async function replay(body: string, shell: Shell): Promise<string> {
  const steps = body.split(/^(?=\$ )/m);
  const replayed: string[] = [];
  for (const step of steps) {
    const [command = '', ...rest] = step.split('\n');
    if (!command.startsWith('$ ') || NOT_RUN.test(command.slice(2))) replayed.push(step);
    else {
      const shown = rest.join('\n');
      const found = await print(command.slice(2).trim(), shell);
      const printed = /^\s*$/.test(found) ? '' : `${found.replace(/^\n+|\n+$/g, '')}\n`;
      const gap = /\n\n$/.test(`\n${shown}`) ? '\n' : '';
      replayed.push(
        `${command}\n${fits(shown, printed) ? shown : shortened(shown, printed) + gap}`,
      );
    }
  }
  return replayed.join('');
}

function fits(shown: string, printed: string): boolean {
  const parts = shown.trimEnd().split(/^\.\.\.$\n?/m);
  const pattern = parts
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\S]*');
  return new RegExp(`^${pattern}\\s*$`).test(printed.trimEnd());
}

/** What is printed, with the gaps of what was shown: a part is found again by its first two words. */
function shortened(shown: string, printed: string): string {
  const lines = printed.split('\n');
  const parts = shown.trimEnd().split(/^\.\.\.$\n?/m);
  const name = (line = '') => line.trim().split(/\s+/, 2).join(' ');
  const taken: string[] = [];
  let from = 0;
  for (const part of parts) {
    const wanted = part.split('\n').slice(0, part.endsWith('\n') ? -1 : undefined);
    const isNothing = part === '';
    const start = lines.findIndex((line, i) => i >= from && name(line) === name(wanted[0]));
    if (parts.length === 1 || (start < 0 && !isNothing)) return printed;
    if (isNothing) taken.push('');
    else taken.push(`${lines.slice(start, start + wanted.length).join('\n')}\n`);
    if (!isNothing) from = start + wanted.length;
  }
  return taken.join('...\n');
}

/** A page with the output of all its commands as it is now. */
async function rerun(page: string, folder: string): Promise<string> {
  const shell: Shell = { folder, code: 0 };
  const fences = /^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm;
  let text = '';
  let end = 0;
  for (const match of page.matchAll(fences)) {
    const [whole, language, file, body = ''] = match;
    if (file !== undefined && language !== 'console') {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), body);
    }
    text += page.slice(end, match.index);
    text += language === 'console' ? `\`\`\`console\n${await replay(body, shell)}\`\`\`` : whole;
    end = match.index + whole.length;
  }
  return text + page.slice(end);
}

describe('the harness', () => {
  const help = '$ flaretally --version\n';
  test.each([
    ['exact output', `${help}flaretally 0.1.0\nnode ${process.version}\n`, true],
    ['any lines', `${help}...\nnode ${process.version}\n`, true],
    ['other output', `${help}flaretally 9.9.9\n`, false],
    ['an exit code', '$ flaretally reconsile\n...\n$ echo $?\n2\n', true],
    ['another exit code', '$ flaretally reconsile\n...\n\n$ echo $?\n0\n', false],
    ['a file', '$ cat note.json\n{}\n', true],
  ])('knows %s', async (_, body, isSame) => {
    const page = `Text.\n\n\`\`\`json note.json\n{}\n\`\`\`\n\n\`\`\`console\n${body}\`\`\`\n\nEnd.\n`;
    const again = await rerun(page, temporary(onTestFinished));
    expect(again === page).toBe(isSame);
    expect(await rerun(again, temporary(onTestFinished))).toBe(again);
  });

  test('refuses what it cannot run', async () => {
    const page = '```console\n$ rm -rf x\n```\n';
    await expect(rerun(page, temporary(onTestFinished))).rejects.toThrow('cannot run: rm');
  });
});

/** Pages of many commands on one database. */
const JOURNEYS = ['docs/chargeback.md', 'docs/closing.md'];
const isJourney = (page: string) => JOURNEYS.includes(page);

async function isTrue(file: string): Promise<void> {
  const shown = readFileSync(join(ROOT, file), 'utf8');
  const folder = temporary(onTestFinished);
  symlinkSync(join(ROOT, 'fixtures'), join(folder, 'fixtures'));
  const found = await rerun(shown, folder);
  if (IS_UPDATE && found !== shown) writeFileSync(join(ROOT, file), found);
  expect(found).toBe(IS_UPDATE ? found : shown);
}

const TRUE = '%s shows what is printed';
test.each(pages.filter((page) => !isJourney(page)))(TRUE, isTrue);
test.each(pages.filter(isJourney))(TRUE, { tags: 'journey' }, isTrue);

test.skipIf(!pages.includes('README.md'))('README.md names every command', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  for (const name of Object.keys(commands)) expect(readme).toContain(`flaretally ${name}`);
});
