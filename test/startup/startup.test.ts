// Help and version answer at once: nothing heavy is loaded for them, as a count of modules shows.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { ROOT } from '../support/temp.ts';

const HEAVY = /node_modules\/(@duckdb|apache-arrow|zod|p-limit)\//;

/** Packages among the modules, each once. */
const heavyOf = (modules: readonly string[]) => [
  ...new Set(modules.map((url) => HEAVY.exec(url)?.[1]).filter((name) => name !== undefined)),
];

/** Modules of ours that help may take, a count rather than a time so that it is stable. */
const MOST_MODULES = 30;

/** Writes down every module that is imported. */
const HOOKS = `
import { appendFileSync } from 'node:fs';
let file;
export function initialize(data) { file = data; }
export async function load(url, context, next) {
  appendFileSync(file, url + '\\n');
  return next(url, context);
}`;

let folder: string;

/** The package as it would be installed: compiled here, so that no stale dist/ is looked at. */
beforeAll(() => {
  folder = mkdtempSync(join(ROOT, 'node_modules/.startup-'));
  mkdirSync(join(folder, 'dist'));
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  const compiler = join(ROOT, 'node_modules/.bin/tsc');
  const project = ['-p', join(ROOT, 'tsconfig.build.json'), '--outDir', join(folder, 'dist')];
  execFileSync(compiler, [...project, '--declaration', 'false']);
  writeFileSync(join(folder, 'hooks.mjs'), HOOKS);
  const hooks = JSON.stringify(join(folder, 'hooks.mjs'));
  writeFileSync(
    join(folder, 'listen.mjs'),
    // DuckDB is required, of which hooks do not hear.
    `import { appendFileSync } from 'node:fs';
import Module, { register } from 'node:module';
import { pathToFileURL } from 'node:url';
const file = process.env.MODULES_FILE;
register(pathToFileURL(${hooks}), { data: file });
const load = Module._load;
Module._load = (name, ...rest) => {
  if (name.startsWith('@duckdb/')) appendFileSync(file, 'node_modules/' + name + '/\\n');
  return load(name, ...rest);
};`,
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function modulesOf(...argv: string[]): { out: string; modules: string[] } {
  const file = join(folder, 'modules.txt');
  rmSync(file, { force: true });
  const listen = join(folder, 'listen.mjs');
  const out = execFileSync(
    process.execPath,
    ['--import', listen, join(folder, 'dist/cli.js'), ...argv],
    { encoding: 'utf8', env: { PATH: process.env.PATH, MODULES_FILE: file } },
  );
  const modules = readFileSync(file, 'utf8').trim().split('\n');
  return { out, modules: modules.filter((url) => !url.startsWith('node:')) };
}

test('the listener hears of heavy modules', () => {
  writeFileSync(
    join(folder, 'dist/heavy.js'),
    "import 'zod';\nimport { engine } from './store/engine.js';\nengine();\n",
  );
  const file = join(folder, 'modules.txt');
  const words = ['--import', join(folder, 'listen.mjs'), join(folder, 'dist/heavy.js')];
  execFileSync(process.execPath, words, { env: { PATH: process.env.PATH, MODULES_FILE: file } });
  expect(heavyOf(readFileSync(file, 'utf8').split('\n'))).toEqual(['zod', '@duckdb']);
});

describe.each(['--version', '--help', '-h', 'help'])('flaretally %s', (word) => {
  test('loads nothing heavy', () => {
    const { out, modules } = modulesOf(word);
    expect(out).toMatch(/flaretally/i);
    expect(heavyOf(modules)).toEqual([]);
    expect(modules.length).toBeLessThanOrEqual(MOST_MODULES);
  });
});

describe.each(Object.keys(commands))('flaretally %s --help', (name) => {
  test('loads nothing heavy', () => {
    const { out, modules } = modulesOf(name, '--help');
    expect(out).toContain(`flaretally ${name}: `);
    expect(heavyOf(modules)).toEqual([]);
  });
});
