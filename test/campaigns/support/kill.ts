// Kills a command at a moment, runs it again to its end, and says what is not as if nobody had.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { digestsOf } from '../../support/digests.ts';
import { run } from '../../support/run.ts';
import { commandLine, type Kill } from './command-line.ts';
import type { Prepared, Scene } from './scenes.ts';
import { DATABASE } from './world.ts';

/** A run that nobody disturbs: what is there before and after it, and how long it takes. */
export interface Undisturbed {
  /** Digest of the bytes of the database. */
  before: string;
  /** Its content, whatever its bytes. */
  after: string;
  files: readonly string[];
  ms: number;
}

/** The content of all relations as one text, lists of the REST API as they came in among them. */
async function contentOf(database: string): Promise<string> {
  if (!existsSync(database)) return 'nothing';
  return JSON.stringify(await digestsOf(database, ['capture_id']));
}

function bytesOf(database: string): string {
  if (!existsSync(database)) return 'nothing';
  return createHash('sha256').update(readFileSync(database)).digest('hex');
}

const present = (folder: string) => readdirSync(folder).sort();

async function inFolder<T>(
  folder: string,
  scene: Scene,
  what: (database: string, go: (kill?: Kill) => Promise<number>) => Promise<T>,
): Promise<T> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const prepared: Prepared = await scene.prepare(folder);
  const go = async (kill?: Kill) =>
    (await commandLine(scene.argv, folder, { env: prepared.env, kill })).code;
  try {
    return await what(join(folder, DATABASE), go);
  } finally {
    await prepared.close?.();
  }
}

export function undisturbed(folder: string, scene: Scene): Promise<Undisturbed> {
  return inFolder(folder, scene, async (database, go) => {
    const before = bytesOf(database);
    const start = performance.now();
    const code = await go();
    const ms = performance.now() - start;
    if (!scene.ends.includes(code)) throw new Error(`${scene.name} ends with ${code}`);
    return { before, after: await contentOf(database), files: present(folder), ms };
  });
}

/** @returns when it was killed, and what is wrong */
export function killed(
  folder: string,
  scene: Scene,
  whole: Undisturbed,
  afterMs: number,
): Promise<{ outcome: string; faults: string[] }> {
  return inFolder(folder, scene, async (database, go) => {
    const faults: string[] = [];
    const code = await go({ afterMs, signal: 'SIGKILL' });
    const isOver = code >= 0;
    const isAtWork = present(folder).some((name) => /\.(lock|work|pull)/.test(name));
    const isUntouched = bytesOf(database) === whole.before;
    const isPublished = !isUntouched && (await contentOf(database)) === whole.after;
    if (!isUntouched && !isPublished) faults.push('half of it was published');
    if (existsSync(database)) {
      const { code: read } = await run(['report', 'periods', '--db', database], folder);
      if (read !== 0) faults.push(`a reader ends with ${read}`);
    }
    const again = await go();
    // What was taken back before the kill cannot be taken back again.
    const isDone = isPublished && scene.name === 'load undo' && again === 2;
    if (!scene.ends.includes(again) && !isDone) faults.push(`run again it ends with ${again}`);
    if ((await contentOf(database)) !== whole.after) faults.push('run again it ends otherwise');
    const left = present(folder).filter((name) => !whole.files.includes(name));
    if (left.length > 0) faults.push(`left behind: ${left.join(', ')}`);
    const outcome = isOver
      ? 'too late'
      : isPublished
        ? 'published'
        : isAtWork
          ? 'at work'
          : 'early';
    return { outcome, faults };
  });
}
