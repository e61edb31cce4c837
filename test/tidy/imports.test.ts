// commands -> spine -> {sources, rules, reports} -> store: an import goes down, never across or up.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesUnder, ROOT } from '../support/temp.ts';

type Room = 'commands' | 'spine' | 'sources' | 'rules' | 'reports' | 'store' | 'words' | 'meter';

const RANK: Readonly<Record<Room, number>> = {
  commands: 4,
  spine: 3,
  sources: 2,
  rules: 2,
  reports: 2,
  store: 1,
  words: 0,
  // Runs in a Worker, not in the program: it imports nothing and nothing imports it.
  meter: 0,
};

/** Leaves that every room may use; they import nothing but each other. */
const WORDS = ['errors.ts', 'money.ts'];

/** Rooms of the helpers of verbs. */
const SPINE = ['build', 'coverage', 'load', 'pull', 'reading'];

/** Types alone that go up or across, each with its reason; none exists when the program runs. */
const TYPES_UP: readonly [from: Room, to: string, why: string][] = [
  ['reports', 'spine', 'a page renders the value that the spine returns'],
];

/** Files that no other imports: the three ends, a step of the build, and a world for tests. */
const ROOTS = [
  ...['cli.ts', 'index.ts', 'meter/index.ts'],
  ...['build/prebuild.ts', 'commands/shared/buffer-io.ts'],
];

interface Import {
  from: string;
  to: string;
  isType: boolean;
}

const files = filesUnder('src', '.ts');
const text = (file: string) => readFileSync(join(ROOT, 'src', file), 'utf8');
const imports = files.flatMap((file) => importsOf(file));

function importsOf(from: string): Import[] {
  const statement =
    /^(?:import|export)\s+(type\s)?([^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm;
  return [...text(from).matchAll(statement)].map(([, type, names = '', first, second]) => {
    const target = first ?? second ?? '';
    const to = target.startsWith('.') ? join(dirname(from), target) : target;
    const named =
      /\{([^}]*)\}/
        .exec(names)?.[1]
        ?.split(',')
        .map((name) => name.trim()) ?? [];
    const allTypes = named.filter(Boolean).length > 0 && named.every((n) => !n || /^type /.test(n));
    return { from, to, isType: type !== undefined || allTypes };
  });
}

function roomOf(file: string): Room {
  if (WORDS.includes(file)) return 'words';
  const [folder = '', rest] = file.split('/');
  return rest === undefined || SPINE.includes(folder) ? 'spine' : (folder as Room);
}

const local = imports.filter(({ to }) => to.endsWith('.ts'));
const isDown = ({ from, to }: Import) =>
  roomOf(from) === roomOf(to) || RANK[roomOf(to)] < RANK[roomOf(from)];
const says = ({ from, to }: Import) => `${from} imports ${to}`;

test('every file lies in a room, and is found by this test', () => {
  expect(files.length).toBeGreaterThan(80);
  expect(imports.length).toBeGreaterThan(200);
  expect(files.filter((file) => !(roomOf(file) in RANK))).toEqual([]);
});

test('code is imported downwards only', () => {
  const start = local.filter(({ from }) => from !== 'cli.ts');
  expect(start.filter((one) => !one.isType && !isDown(one)).map(says)).toEqual([]);
});

test('types are imported downwards only, but for the listed ones', () => {
  const isListed = ({ from, to }: Import) =>
    TYPES_UP.some(([room, above]) => room === roomOf(from) && [to, roomOf(to)].includes(above));
  const broken = local.filter((one) => one.isType && !isDown(one) && !isListed(one));
  expect(broken.map(says)).toEqual([]);
});

test('cli.ts starts the commands and knows nothing else', () => {
  expect(importsOf('cli.ts').map(({ to }) => to)).toEqual(['commands/shared/main.ts']);
});

test('the meter stands alone', () => {
  const isMeter = (file: string) => roomOf(file) === 'meter';
  expect(imports.filter(({ from, to }) => isMeter(from) !== isMeter(to)).map(says)).toEqual([]);
});

test('every file is used', () => {
  const used = new Set(local.map(({ to }) => to));
  expect(files.filter((file) => !used.has(file) && !ROOTS.includes(file))).toEqual([]);
});

describe('what only one room may use', () => {
  const users = (of: RegExp) =>
    imports.filter(({ to }) => of.test(to)).map(({ from }) => roomOf(from));

  test('DuckDB and Arrow: the store', () => {
    expect(new Set(users(/^(@duckdb\/|apache-arrow)/))).toEqual(new Set(['store']));
  });

  test('the command line parser: the commands', () => {
    expect(new Set(users(/^citty/))).toEqual(new Set(['commands']));
  });

  test('the network: sources whose name says so', () => {
    const network = /\bfetch\(|node:(https?|net|tls|dns|http2)'|undici/;
    const broken = files.filter((file) => network.test(code(file)) && roomOf(file) !== 'sources');
    expect(broken).toEqual([]);
  });

  test('process and console: the commands; a lock needs its own PID, a PDF its own memory', () => {
    const isAllowed = (file: string) =>
      ['commands', 'meter'].includes(roomOf(file)) || file === 'cli.ts';
    const mine = /\bprocess\.pid\b|\bprocess\.kill\(pid, 0\)/g;
    const broken = files
      .filter((file) => !isAllowed(file))
      .filter((file) => {
        const all = code(file).replace("import { memoryUsage } from 'node:process';", '');
        const rest = roomOf(file) === 'store' ? all.replace(mine, '') : all;
        return /\bprocess\.|\bconsole\.|node:process|node:readline/.test(rest);
      });
    expect(broken).toEqual([]);
  });
});

/** A file without its comments. */
function code(file: string): string {
  return text(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}
