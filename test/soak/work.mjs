// Runs one unit in a process of its own, and puts an end to one that hangs.
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';

/** Silence after which a process hangs: far longer than any run takes on a busy machine. */
const SILENCE_MS = { mutants: 600_000, kills: 1_200_000, properties: 7_200_000 };

export const running = new Set();

/**
 * Works on a unit until all its runs have ended. A run in which the process hangs or dies has
 * failed, and the rest goes on without it.
 */
export async function work(unit, { root, journal, seed, folder, log }) {
  while (journal.left(unit).length > 0) {
    const before = journal.left(unit).length;
    const { code, isHung } = await runOnce(unit, { root, journal, seed, folder, log });
    if (code === 'stopped') return;
    const left = journal.left(unit);
    if (unit.campaign === 'properties') {
      const faults = code === 0 ? [] : [isHung ? 'does not end' : `ends with ${code}`];
      const outcome = code === 0 ? 'passed' : 'failed';
      journal.add({ campaign: 'properties', number: unit.from, class: unit.file, outcome, faults });
    } else if (left.length > 0) {
      const number = journal.underWay(unit) ?? (left.length === before ? left[0] : undefined);
      const faults = [isHung ? 'does not end' : `the process ends with ${code}`];
      const known = { campaign: unit.campaign, class: 'unknown', outcome: 'lost', faults };
      if (number !== undefined) journal.add({ ...known, number });
    }
  }
}

function runOnce({ campaign, file, from, to }, { root, journal, seed, folder, log }) {
  const env = {
    ...process.env,
    TMPDIR: folder,
    FLARETALLY_SOAK: '1',
    FLARETALLY_SEED: String(seed),
    FLARETALLY_JOURNAL: journal.path,
    FLARETALLY_SOAK_FOLDER: folder,
    FLARETALLY_PART: `${from}..${to}`,
  };
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const words = [vitest, 'run', file, '--maxWorkers=1', '--no-color'];
  const out = openSync(log, 'a');
  const child = spawn(process.execPath, words, {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', out, out],
  });
  let [size, heard, isHung] = [journal.size(), Date.now(), false];
  const stop = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  };
  running.add(stop);
  const timer = setInterval(() => {
    const now = journal.size();
    // Another worker writes too: what counts is that this unit gets on.
    if (now !== size && isOwnNewer(journal, { campaign, from, to }, size)) heard = Date.now();
    size = now;
    if (Date.now() - heard < SILENCE_MS[campaign]) return;
    isHung = true;
    stop();
  }, 5_000);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearInterval(timer);
      const isStopped = !running.delete(stop);
      resolve({ code: isStopped ? 'stopped' : code, isHung });
    });
  });
}

function isOwnNewer(journal, { campaign, from, to }, size) {
  return journal
    .since(size)
    .some((one) => one.campaign === campaign && one.number >= from && one.number < to);
}
