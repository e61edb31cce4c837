// What is published: the program, its rules, its style and script of pages, the demo, the examples
// and the papers. Nothing else.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { PREBUILT } from '../../src/rules/catalog.ts';
import { filesUnder, ROOT } from '../support/temp.ts';

const PARTS =
  /^(dist|ops|queries|questions|remote|assets|fixtures\/(demo|voice-platform)|docs|examples)\//;
const PAPERS = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];

let packed: string[];

beforeAll(() => {
  // Without scripts: `prepare` would compile into dist/ under the feet of whoever is at work.
  const words = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const text = execFileSync('npm', words, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
  const [list] = JSON.parse(text) as { files: { path: string }[] }[];
  packed = list?.files.map(({ path }) => path) ?? [];
});

test('the program is packed, with the rules and the demo it reads', () => {
  const queries = filesUnder('queries').map((file) => `queries/${file}`);
  const pages = filesUnder('assets').map((file) => `assets/${file}`);
  const demo = filesUnder('fixtures/demo').map((file) => `fixtures/demo/${file}`);
  expect(packed).toEqual(expect.arrayContaining(['dist/cli.js', 'package.json', 'LICENSE']));
  expect(packed.includes('dist/empty.duckdb')).toBe(existsSync(PREBUILT));
  expect([...queries, ...pages, ...demo].filter((file) => !packed.includes(file))).toEqual([]);
});

test('nothing else is: no tests, sources, benchmarks, databases but the empty one', () => {
  const stray = packed.filter((path) => !PARTS.test(path) && !PAPERS.includes(path));
  expect(stray).toEqual([]);
  const others = packed.filter((path) => path !== 'dist/empty.duckdb');
  expect(others.filter((path) => /\.(test\.|duckdb|map$|tgz$)|\.golden\./.test(path))).toEqual([]);
});

test('every entry that package.json names is there', () => {
  const { bin, exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const faces = Object.values<{ types: string; default: string }>(exports);
  expect(Object.keys(exports)).toEqual(['.', './meter']);
  const named = [...Object.values<string>(bin), ...faces.flatMap((face) => Object.values(face))];
  const paths = named.map((path) => path.replace('./', ''));
  // By source, for dist/ may be older than what it was made of.
  const missing = paths.filter((path) => {
    const source = path.replace('dist/', 'src/').replace(/(\.d)?\.(js|ts)$/, '.ts');
    return !existsSync(join(ROOT, source));
  });
  expect(missing).toEqual([]);
  expect(readFileSync(join(ROOT, 'src/cli.ts'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});
