import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { configError } from './config-error.ts';

/** The name of the file, looked for in the current folder and above. */
export const CONFIG_FILE = 'flaretally.jsonc';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The configuration file: by flag, else by FLARETALLY_CONFIG, else the nearest one in `cwd` or
 * above. Undefined without any, and for `none`.
 * @throws FlaretallyError E_CONFIG_MISSING if one is named that does not exist
 */
export function findConfig(cwd: string, flag: string | undefined, env: Env): string | undefined {
  const named = flag ?? (env.FLARETALLY_CONFIG?.trim() || undefined);
  if (named === undefined) return above(cwd);
  if (named === 'none') return undefined;
  const file = resolve(cwd, named);
  if (isFile(file)) return file;
  const by = flag === undefined ? 'FLARETALLY_CONFIG names it' : undefined;
  const fix = 'name another file, or write one with flaretally init';
  throw configError('E_CONFIG_MISSING', `there is no configuration file ${named}`, by, fix);
}

/** @throws FlaretallyError E_CONFIG_MISSING if it cannot be read */
export function configText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = (error as Error).message;
    const fix = 'is it readable for you?';
    throw configError('E_CONFIG_MISSING', `${file} cannot be read`, why, fix);
  }
}

function above(folder: string): string | undefined {
  const file = join(folder, CONFIG_FILE);
  if (isFile(file)) return file;
  const parent = dirname(folder);
  return parent === folder ? undefined : above(parent);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
