import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_FILE } from '../../config/find.ts';
import { textOf } from '../../init/changes.ts';
import { configText, INVOICES } from '../../init/config-text.ts';
import { gitignoreText } from '../../init/gitignore.ts';
import type { Schedule } from '../../init/place.ts';
import { scheduleFiles, scheduleSteps } from '../../init/schedule.ts';
import { putFiles } from './init-files.ts';
import { initPlace } from './init-place.ts';
import { answer, type Given } from './init-questions.ts';
import type { Io } from './io.ts';

interface Wish extends Given {
  ci: Schedule | undefined;
  force: boolean;
  dryRun: boolean;
}

/**
 * Writes what `init` writes into the current folder, and says what comes next.
 * @param isStated whether a flag answers a question: then a configuration that is there is another
 * @throws FlaretallyError E_INIT_ANSWERS, E_INIT_EXISTS, E_ACCOUNT, E_CONFIG
 */
export async function writeInit(wish: Wish, isStated: boolean, io: Io): Promise<void> {
  const { ci, force } = wish;
  const isKept = existsSync(join(io.cwd, CONFIG_FILE)) && ci && !isStated && !force;
  const { text, notes } = isKept ? { text: undefined, notes: [] } : await newConfig(wish, io);
  const place = await initPlace(text, io);
  const files = {
    ...(text === undefined ? {} : { [CONFIG_FILE]: text, ...invoicesIn(io.cwd) }),
    '.gitignore': gitignoreText(textOf(join(io.cwd, '.gitignore')) ?? ''),
    ...(ci ? scheduleFiles(ci, place) : {}),
  };
  putFiles(files, wish, io);
  const unset = place.secrets.filter((name) => !io.env[name]);
  const steps = ci ? scheduleSteps(ci, place) : [];
  const exports = unset.map((name) => `export ${name}=...`);
  const next = [...exports, 'flaretally doctor', 'flaretally run', ...steps];
  io.stderr.write([...notes, 'Next:', ...next.map((step) => `  ${step}`), ''].join('\n'));
}

/**
 * The folder for invoices, with a file in it: a run fails if the folder is missing, and git keeps
 * no empty folder.
 */
function invoicesIn(cwd: string): Record<string, string> {
  return existsSync(join(cwd, INVOICES)) ? {} : { [`${INVOICES}.gitkeep`]: '' };
}

async function newConfig(wish: Wish, io: Io): Promise<{ text: string; notes: string[] }> {
  const { answers, sources, nearby, notes } = await answer(wish, io);
  return { text: configText(answers, sources, nearby), notes };
}
