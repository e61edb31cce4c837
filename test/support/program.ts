import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { PREBUILT } from '../../src/rules/catalog.ts';
import { ROOT } from './temp.ts';

const BESIDE = [
  'node_modules',
  'package.json',
  'fixtures',
  'ops',
  'queries',
  'questions',
  'remote',
];

/**
 * The program as people start it, compiled once for all test files: `dist/` may be older. The
 * prebuilt database lies beside it, as in the package. Without it, each first load of this program
 * would create all relations.
 */
export function compiledProgram(): string {
  const files = dirname(inject('emptyDatabase'));
  const made = join(files, 'program');
  const cli = join(made, 'dist/cli.js');
  if (existsSync(cli)) return cli;
  const folder = mkdtempSync(join(files, 'program-'));
  const dist = join(folder, 'dist');
  const project = ['-p', join(ROOT, 'tsconfig.build.json'), '--outDir', dist];
  // Nobody asks for its types here.
  spawnSync(join(ROOT, 'node_modules/.bin/tsc'), [
    ...project,
    '--declaration',
    'false',
    '--noCheck',
  ]);
  for (const name of BESIDE) symlinkSync(join(ROOT, name), join(folder, name));
  symlinkSync(PREBUILT, join(dist, 'empty.duckdb'));
  // Used only while it is made of the same rules.
  symlinkSync(join(dirname(PREBUILT), 'catalog.json'), join(dist, 'catalog.json'));
  try {
    renameSync(folder, made);
  } catch {
    // The other worker was first: its copy is complete.
    rmSync(folder, { recursive: true });
  }
  return cli;
}
