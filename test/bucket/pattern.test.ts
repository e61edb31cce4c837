import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { datedPaths, foldersOf, requireDated } from '../../src/sources/inputs/days.ts';
import { localFiles, noFiles } from '../../src/sources/inputs/local.ts';
import {
  alternatives,
  hasPattern,
  literalStart,
  matcherOf,
} from '../../src/sources/inputs/pattern.ts';
import { temporary } from '../support/temp.ts';

describe('a pattern matches', () => {
  test.each<[pattern: string, yes: string[], no: string[]]>([
    ['*.gz', ['a.gz', 'a b.gz'], ['a/b.gz', '.a.gz', 'a.gz2', 'agz']],
    ['logs/*', ['logs/a'], ['logs', 'logs/', 'logs/a/b', 'logs/.a']],
    ['**/*.gz', ['a.gz', 'a/b.gz', 'a/b/c.gz'], ['.a/b.gz', 'a/.b.gz']],
    ['a/**', ['a', 'a/b', 'a/b/c'], ['ab', 'b/a', 'a/.b']],
    ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z'], ['a/b/zz', 'z']],
    ['**', ['a', 'a/b'], ['.a']],
    ['a?c', ['abc', 'a😀c'], ['ac', 'abbc', 'a/c']],
    ['[a-c]x', ['ax', 'cx'], ['dx', 'Ax', 'x']],
    ['[!a-c]x', ['dx'], ['ax', '/x', '.x']],
    ['[]]x', [']x'], ['x']],
    ['[a^]', ['^', 'a'], ['b']],
    ['202610{04,05}/*', ['20261004/a', '20261005/b'], ['20261006/a']],
    ['{a,b{c,d}}.log', ['a.log', 'bc.log', 'bd.log'], ['b.log']],
    ['{a}', ['{a}'], ['a']],
    ['a{', ['a{'], ['a']],
    ['{,a}b', ['b', 'ab'], ['aab']],
    ['a\\*b', ['a*b'], ['axb', 'a\\*b']],
    ['\\{a,b\\}', ['{a,b}'], ['a']],
    ['a+(b).$^|', ['a+(b).$^|'], ['aab']],
    ['.*', ['.a'], ['a']],
    ['a**b', ['ab', 'axxb'], ['a/b']],
    ['a[', ['a['], ['a']],
  ])('%s', (pattern, yes, no) => {
    const isMatch = matcherOf(pattern);
    expect(yes.filter((path) => !isMatch(path))).toEqual([]);
    expect(no.filter((path) => isMatch(path))).toEqual([]);
  });

  test('what begins as the pattern does before its first sign', () => {
    expect(literalStart('a/b*c/d')).toBe('a/b');
    expect(literalStart('a\\*b?')).toBe('a*b');
    expect(literalStart('{a,b}')).toBe('');
    expect(hasPattern('a\\*b')).toBe(false);
    expect(hasPattern('a+(b)')).toBe(false);
    expect(() => matcherOf('[z-a]')).toThrow(expect.objectContaining({ code: 'E_PATTERN' }));
  });

  const texts = fc.string({
    unit: fc.constantFrom('a', 'b', '/', '*', '?', '[', ']', '{', '}', ',', '\\', '-', '.'),
  });

  test('every text, once its signs are escaped, and no other', () => {
    fc.assert(
      fc.property(texts, texts, (text, other) => {
        const isMatch = matcherOf(text.replace(/[\\*?[{]/g, '\\$&'));
        expect(isMatch(text)).toBe(true);
        expect(isMatch(other)).toBe(text === other);
      }),
    );
  });

  test('only what begins with its literal start', () => {
    const names = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 6 });
    const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?', '{', ',', '}') });
    fc.assert(
      fc.property(patterns, names, (pattern, name) => {
        if (matcherOf(pattern)(name)) expect(name.startsWith(literalStart(pattern))).toBe(true);
      }),
      { numRuns: 500, seed: 20_261_004 },
    );
  });

  test('many braces are still soon read', () => {
    expect(alternatives('{a,b}{c,d}{e,f}')).toHaveLength(8);
  });
});

const TREE = [
  'a.csv',
  'logs/1.gz',
  'logs/2.gz',
  'logs/x/3.gz',
  'logs/x/y/4.gz',
  'logs/.hidden/5.gz',
  'logs/.6.gz',
  'logs/[7].gz',
  'empty/.keep',
];

describe('files', () => {
  function tree(): string {
    const folder = temporary(onTestFinished);
    for (const path of TREE) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), path);
    }
    return folder;
  }

  test.each<[path: string, files: string[]]>([
    ['a.csv', ['a.csv']],
    ['logs/*.gz', ['logs/1.gz', 'logs/2.gz', 'logs/[7].gz']],
    ['logs/[12].gz', ['logs/1.gz', 'logs/2.gz']],
    ['logs/[7].gz', ['logs/[7].gz']],
    ['logs/**/*.gz', ['logs/1.gz', 'logs/2.gz', 'logs/[7].gz', 'logs/x/3.gz', 'logs/x/y/4.gz']],
    ['*/x', ['logs/x/3.gz', 'logs/x/y/4.gz']],
    ['**/y/*', ['logs/x/y/4.gz']],
    ['{a.csv,logs/1.gz,none}', ['a.csv', 'logs/1.gz']],
    ['logs//[12].gz', ['logs/1.gz', 'logs/2.gz']],
    ['none', []],
    ['none/*', []],
    ['empty/*', []],
    ['empty', []],
  ])('%s', (path, files) => {
    const folder = tree();
    const found = localFiles(join(folder, '/').concat(path));
    expect(found.map((file) => file.path)).toEqual(files.map((file) => join(folder, file)));
    const isItself = found.length === 1 && TREE.includes(path);
    expect(found.every(({ isNamed }) => isNamed === isItself)).toBe(true);
  });

  test('none: why', () => {
    const folder = tree();
    const code = (path: string) => noFiles(path).code;
    expect(code(join(folder, 'empty'))).toBe('E_FOLDER_EMPTY');
    expect(code(join(folder, 'none'))).toBe('E_FILE_MISSING');
    expect(code(join(folder, 'none/*'))).toBe('E_PATTERN_EMPTY');
    expect(code('https://example.com/a')).toBe('E_FILE_MISSING');
  });
});

describe('days', () => {
  test.each([
    ['2026-10-04', ['20261004', '20261005', '20261006']],
    ['2026-10-04..2026-10-05', ['20261004', '20261005', '20261006']],
    ['2026-12-30..2027-01-01', ['20261230', '20261231', '20270101', '20270102']],
    ['2028-02-28', ['20280228', '20280229', '20280301']],
  ])('%s', (text, folders) => expect(foldersOf(text)).toEqual(folders));

  test.each([
    '2026-02-30',
    '20261004',
    '2026-10-05..2026-10-04',
    '2026-10-04..2026-10-04',
    'today',
    '',
    '2026-10-04..',
    '..2026-10-04',
    '2026-10-04..2026-10-05..2026-10-06',
  ])('"%s" is none', (text) =>
    expect(() => foldersOf(text)).toThrow(expect.objectContaining({ code: 'E_DAY' })),
  );

  test('a place for the day needs days, and days a place', () => {
    expect(datedPaths('a/{DATE}/{DATE}.log', ['20261004'])).toEqual(['a/20261004/20261004.log']);
    expect(datedPaths('a', ['20261004', '20261005'])).toEqual(['a']);
    expect(() => datedPaths('a/{DATE}', undefined)).toThrow(/means a folder for each day/);
    expect(() => requireDated(['a', 'b'], '2026-10-04')).toThrow(/no effect/);
    expect(() => requireDated(['a', 'b/{DATE}'], '2026-10-04')).not.toThrow();
  });
});
