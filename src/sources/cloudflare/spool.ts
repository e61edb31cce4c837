import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Slicing } from './document.ts';
import { envelopeText, type SliceAnswer } from './envelope.ts';
import { sliceKey } from './plan.ts';
import { instant } from './time.ts';

/** A hidden name, which loading the folder ignores. */
const RUN_FILE = '.run.json';

/** An interrupted run is continued within this time. Later, its data may have been restated. */
const CONTINUES_MS = 6 * 3_600_000;

const SLICE_FILE = /^(\d{4}-\d\d-\d\d)(\.hours)?\.(complete|truncated)\.(\w+)\.json$/;
const REST_FILE = /^([\w-]+)\.(\w+)\.json$/;

/**
 * The folder of envelopes: `<account>/usage/<dataset>/<slicing>/<day>...json`, `<account>/rest/..`.
 * Each file appears whole or not at all, so a killed run can be continued from these files.
 */
export class Spool {
  readonly account: string;
  /** When the current run began. */
  readonly startedAt: Date;
  /** When each complete slice was saved, by `sliceKey`. */
  readonly captured = new Map<string, string>();
  /** Slices that the continued run has already saved. */
  readonly slices = new Set<string>();
  /** REST lists that it has already saved, with their files. */
  readonly lists = new Map<string, string>();
  readonly #folder: string;
  readonly #isContinued: boolean;

  private constructor(folder: string, account: string, startedAt: Date, isContinued: boolean) {
    this.#folder = join(folder, account);
    this.account = account;
    this.startedAt = startedAt;
    this.#isContinued = isContinued;
  }

  /** Reads the folder, and continues an unfinished run in it. Nothing is written yet. */
  static async open(folder: string, account: string, now: Date): Promise<Spool> {
    const began = await unfinishedRun(join(folder, account), now);
    const spool = new Spool(folder, account, began ?? now, began !== undefined);
    for (const path of await filesIn(spool.#folder)) {
      if (await isWhole(join(spool.#folder, path))) spool.#note(path);
    }
    return spool;
  }

  /** From now on an interrupt leaves an unfinished run. */
  async begin(): Promise<void> {
    for (const path of await filesIn(this.#folder)) {
      const file = join(this.#folder, path);
      if (path.endsWith('.tmp') || (path.endsWith('.json') && !(await isWhole(file)))) {
        await rm(file, { force: true });
      }
    }
    const run = `${JSON.stringify({ started_at: this.startedAt.toISOString() })}\n`;
    await writeWhole(join(this.#folder, RUN_FILE), run);
  }

  /** Writes a slice in place of a part of it from an earlier attempt. */
  async writeSlice(slice: SliceAnswer): Promise<void> {
    const { shape, status, askedAt } = slice;
    const [first, last] = slice.days;
    const folder = join(this.#folder, 'usage', shape.dataset.dataset, shape.slicing);
    const name = shape.isHourly ? `${first}.hours` : first;
    const isFinal = status === 'complete' || status === 'truncated';
    const rest = isFinal
      ? `${name}.${status}.${stampOf(askedAt)}`
      : `${name}${first === last ? '' : `_${last}`}.${status}.${stampOf(this.startedAt)}`;
    await writeWhole(join(folder, `${rest}.json`), envelopeText(slice));
    if (isFinal)
      await rm(join(folder, `${name}.partial.${stampOf(this.startedAt)}.json`), { force: true });
  }

  async writeList(name: string, askedAt: Date, text: string): Promise<void> {
    await writeWhole(join(this.#folder, 'rest', `${name}.${stampOf(askedAt)}.json`), text);
  }

  /** A refused list is requested again by a continued run. */
  async writeRefusedList(name: string, text: string): Promise<void> {
    const file = `${name}.refused.${stampOf(this.startedAt)}.json`;
    await writeWhole(join(this.#folder, 'rest', file), text);
  }

  #note(path: string): void {
    const since = this.#isContinued ? stampOf(this.startedAt) : '~';
    const [kind = '', dataset = '', slicing = '', file = ''] = path.split('/');
    const list = kind === 'rest' ? REST_FILE.exec(dataset) : null;
    if (list && (list[2] ?? '') >= since) this.lists.set(list[1] ?? '', join(this.#folder, path));
    const slice = kind === 'usage' ? SLICE_FILE.exec(file) : null;
    if (!slice) return;
    const [, day = '', hours, status, stamp = ''] = slice;
    const key = sliceKey(dataset, slicing as Slicing, day, hours !== undefined);
    if (stamp >= since) this.slices.add(key);
    const at = timeOf(stamp);
    if (status === 'complete' && at > (this.captured.get(key) ?? '')) this.captured.set(key, at);
  }
}

/** Ends the run after its envelopes are loaded. The next run starts with nothing. */
export async function finishRun(folder: string, account: string): Promise<void> {
  await rm(join(folder, account, RUN_FILE), { force: true });
}

async function unfinishedRun(folder: string, now: Date): Promise<Date | undefined> {
  try {
    const text = await readFile(join(folder, RUN_FILE), 'utf8');
    const at = Date.parse((JSON.parse(text) as { started_at: string }).started_at);
    return at <= now.getTime() && now.getTime() - at < CONTINUES_MS ? new Date(at) : undefined;
  } catch {
    return undefined;
  }
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder, { recursive: true })).map((path) => path.replaceAll('\\', '/'));
  } catch {
    return [];
  }
}

/** Written under another name, then renamed, so that a reader sees the whole file or nothing. */
async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = join(dirname(path), `.${randomUUID()}.tmp`);
  await writeFile(unfinished, text);
  await rename(unfinished, path);
}

/** Whether a file is complete. After a power cut it may exist without content. */
async function isWhole(path: string): Promise<boolean> {
  if (!path.endsWith('.json')) return false;
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const end = Buffer.alloc(2);
    await file.read(end, 0, 2, Math.max(0, size - 2));
    return end.toString() === '}\n';
  } finally {
    await file.close();
  }
}

function stampOf(at: Date): string {
  return instant(at.getTime()).replaceAll(/[-:]/g, '');
}

function timeOf(stamp: string): string {
  return stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
}
