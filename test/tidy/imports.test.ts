// commands -> verbs -> {sources, rules, reports} -> store: an import goes down, never across or up.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesUnder, golden, ROOT } from '../support/temp.ts';

/** The rooms by height, from `docs/architecture.md`: an import goes to a lower row, never along one. */
const ROWS = [
  ['cli'],
  ['commands', 'index'],
  // The nightly job is made of verbs.
  ['run'],
  ['verbs'],
  ['closing', 'coverage', 'doctor', 'init', 'load', 'pull', 'questions', 'statements', 'tenants'],
  ['build'],
  // What people and jobs did is kept below the build, which follows it up.
  ['ops'],
  ['reading'],
  ['sources', 'rules', 'reports', 'notify', 'config'],
  ['store'],
  // Leaves that every room may use. The meter runs in a Worker: it stands alone.
  ['words', 'meter'],
] as const;

type Room = (typeof ROWS)[number][number];

const ROOMS: readonly Room[] = ROWS.flat();

/** Files of the root that are no verbs. */
const AT_ROOT: Readonly<Record<string, Room>> = {
  'cli.ts': 'cli',
  'index.ts': 'index',
  'errors.ts': 'words',
  'money.ts': 'words',
  'period.ts': 'words',
};

/** What people ask for; what only serves them lies in a room. */
const VERBS = [
  ...['corrected', 'dispute', 'estimate', 'explain', 'foresight', 'load', 'pull', 'reconcile'],
  ...['summarize', 'undo'],
];

/** Types alone that go up or across, each with its reason; none exists when the program runs. */
const TYPES_UP: readonly [from: Room, to: Room, why: string][] = [
  ['reports', 'verbs', 'a page renders the value that a verb returns'],
  ['reports', 'tenants', 'a page renders the value that a verb returns'],
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
  const [folder = '', rest] = file.split('/');
  return rest === undefined ? (AT_ROOT[file] ?? 'verbs') : (folder as Room);
}

const local = imports.filter(({ to }) => to.endsWith('.ts'));
const height = (file: string) => ROWS.findIndex((row) => row.some((room) => room === roomOf(file)));
const isDown = ({ from, to }: Import) => roomOf(from) === roomOf(to) || height(from) < height(to);
/** Which room imports from which, once each. */
const ways = [...new Set(local.map(({ from, to }) => `${roomOf(from)} ${roomOf(to)}`))]
  .map((way) => way.split(' ') as [Room, Room])
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => ({ from, to }));
const says = ({ from, to }: Pick<Import, 'from' | 'to'>) => `${from} imports ${to}`;

test('every file lies in a room, and is found by this test', () => {
  expect(files.length).toBeGreaterThan(80);
  expect(imports.length).toBeGreaterThan(200);
  expect(files.filter((file) => !ROOMS.includes(roomOf(file)))).toEqual([]);
});

test('verbs alone lie at the root, beside what all of them name', () => {
  const root = files.filter((file) => !file.includes('/'));
  const verbs = VERBS.map((verb) => `${verb}.ts`);
  expect(root.sort()).toEqual([...verbs, ...Object.keys(AT_ROOT)].sort());
});

test('code is imported downwards only', () => {
  expect(local.filter((one) => !one.isType && !isDown(one)).map(says)).toEqual([]);
});

test('types are imported downwards only, but for the listed ones', () => {
  const isListed = ({ from, to }: Import) =>
    TYPES_UP.some(([room, above]) => room === roomOf(from) && above === roomOf(to));
  const broken = local.filter((one) => one.isType && !isDown(one) && !isListed(one));
  expect(broken.map(says)).toEqual([]);
});

describe('no import comes back to where it began, types included', () => {
  test('files', () => expect(circlesOf(local).map(says)).toEqual([]));

  test('rooms', () => expect(circlesOf(ways).map(says)).toEqual([]));

  test('a circle is seen, and what leads to it is not', () => {
    const pairs = ['ab', 'bc', 'ca', 'da', 'ce'].map(([from = '', to = '']) => ({ from, to }));
    expect(circlesOf(pairs)).toEqual(pairs.slice(0, 3));
    expect(circlesOf(pairs.slice(1))).toEqual([]);
  });
});

test('docs/architecture.md draws the rooms', () => {
  const path = join(ROOT, 'docs/architecture.md');
  const page = readFileSync(path, 'utf8');
  const block = /(?<=## Rooms\n[\s\S]*?```text\n)[\s\S]*?(?=```)/;
  expect(page).toMatch(block);
  const drawn = page.replace(block, drawing());
  expect(golden(path, drawn)).toBe(drawn);
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

  test('the network: sources, and what tells people', () => {
    const network = /\bfetch\(|node:(https?|net|tls|dns|http2)'|undici/;
    const isAllowed = (file: string) => ['sources', 'notify'].includes(roomOf(file));
    const broken = files.filter((file) => network.test(code(file)) && !isAllowed(file));
    expect(broken).toEqual([]);
  });

  // A lock needs its own PID, a PDF its own memory, and DuckDB's allocator has a variable.
  test('process and console: the commands, with three exceptions', () => {
    const isAllowed = (file: string) =>
      ['commands', 'meter'].includes(roomOf(file)) || file === 'cli.ts';
    const mine = /\bprocess\.(pid\b|kill\(pid, 0\)|env\.DUCKDB_JE_MALLOC_CONF\b)/g;
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

/** What is left when again and again all is taken away that leads nowhere or that nothing leads to. */
function circlesOf<T extends { from: string; to: string }>(all: readonly T[]): T[] {
  const begins = new Set(all.map(({ from }) => from));
  const ends = new Set(all.map(({ to }) => to));
  const left = all.filter(({ from, to }) => ends.has(from) && begins.has(to));
  return left.length === all.length ? left : circlesOf(left);
}

/** A line a room: what it imports from, from top to bottom; in parentheses where types alone. */
function drawing(): string {
  const width = Math.max(...ROOMS.map((room) => room.length));
  const lines = ROOMS.map((room) => {
    const isType = (to: Room) =>
      local.every((one) => roomOf(one.from) !== room || roomOf(one.to) !== to || one.isType);
    const below = ROOMS.filter((to) => ways.some((way) => way.from === room && way.to === to));
    const named = below.map((to) => (isType(to) ? `(${to})` : to)).join(', ');
    return `${room.padEnd(width)} -> ${named || 'nothing'}\n`;
  });
  return lines.join('');
}
