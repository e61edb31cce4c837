// What every file of src/ looks like: small files, small functions, narrow lines, one kind of name.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { filesUnder, ROOT } from '../support/temp.ts';

const LONGEST_LINE = 100;
const LONGEST_FILE = 250;
const LONGEST_COMMAND = 100;
const LONGEST_FUNCTION = 50;
const MEDIAN_FILE = 80;

const files = filesUnder('src', '.ts');
const text = (file: string) => readFileSync(join(ROOT, 'src', file), 'utf8');
const linesOf = (file: string) => text(file).split('\n').slice(0, -1);

test('files are small', () => {
  const sizes = files.map((file) => linesOf(file).length).sort((a, b) => a - b);
  const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
  console.info(`${sizes.length} TypeScript files: median ${median}, longest ${sizes.at(-1)}`);
  expect(median).toBeLessThanOrEqual(MEDIAN_FILE);
  expect(files.filter((file) => linesOf(file).length > LONGEST_FILE)).toEqual([]);
  const isCommand = (file: string) => /^commands\/[^/]+$/.test(file);
  const commands = files.filter((file) => isCommand(file) && !file.endsWith('index.ts'));
  expect(commands.filter((file) => linesOf(file).length > LONGEST_COMMAND)).toEqual([]);
});

test('lines are narrow', () => {
  const broken = files.flatMap((file) =>
    linesOf(file).flatMap((line, i) =>
      line.length > LONGEST_LINE && !line.includes('https://')
        ? [`${file}:${i + 1} has ${line.length} characters`]
        : [],
    ),
  );
  expect(broken).toEqual([]);
});

test('functions are short', () => {
  const broken = files.flatMap((file) =>
    functionsOf(linesOf(file))
      .filter(({ length }) => length > LONGEST_FUNCTION)
      .map(({ line, length }) => `${file}:${line} takes ${length} lines`),
  );
  expect(broken).toEqual([]);
});

test('this test sees the functions', () => {
  const count = files.flatMap((file) => functionsOf(linesOf(file))).length;
  expect(count).toBeGreaterThan(200);
});

test('files are one word or kebab-case, in folders of one word', () => {
  const isNamed = (file: string) => /^([a-z]+\/)*[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(file);
  expect(files.filter((file) => !isNamed(file))).toEqual([]);
});

test('a command is in a file of its name', () => {
  const commands = files.filter((file) => /^commands\/[^/]+$/.test(file));
  for (const file of commands) {
    const name = /defineCliCommand\(\{\s+name: '([^']+)'/.exec(text(file))?.[1];
    if (name !== undefined) expect(name).toBe(basename(file, '.ts'));
  }
});

test('nothing unfinished or switched off is left', () => {
  const left =
    /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|nocheck|expect-error)|\bdebugger\b|: any\b|\bas any\b/;
  expect(files.filter((file) => left.test(text(file)))).toEqual([]);
  const silenced = files.flatMap((file) => linesOf(file).filter((l) => /biome-ignore/.test(l)));
  expect(silenced.filter((line) => !/biome-ignore \S+: .{10,}/.test(line))).toEqual([]);
});

/** Biome has laid the code out: what begins a function ends at a brace of the same indent. */
function functionsOf(lines: readonly string[]): { line: number; length: number }[] {
  const starts = /\bfunction\b.*|=> \{$|^\s+(static |async |private |#)*\w+\(.*\).*\{$/;
  return lines.flatMap((line, i) => {
    const isStart = starts.test(line) && !/^\s*(\*|\/\/|if|for|while|switch|\} else)/.test(line);
    if (!isStart) return [];
    const indent = /^\s*/.exec(line)?.[0] ?? '';
    const rest = lines.slice(i + 1).findIndex((next) => next.startsWith(`${indent}}`));
    return rest < 0 || line.trimEnd().endsWith('}') ? [] : [{ line: i + 1, length: rest + 2 }];
  });
}
