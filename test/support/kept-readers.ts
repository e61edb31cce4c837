import { keepReaders } from '../../src/store/idle-readers.ts';

// Most commands of the tests read a database that the command before has read: it stays open.
// Test files that share a process all run this.
const KEY = Symbol.for('flaretally.keptReaders');
const known = globalThis as unknown as Record<symbol, (() => void)[] | undefined>;
known[KEY] = [...(known[KEY] ?? []), keepReaders()];

/** Runs `what` while each reader is closed after its use, as it is outside of a run. */
export async function closingReaders<T>(what: () => Promise<T>): Promise<T> {
  for (const end of known[KEY] ?? []) end();
  known[KEY] = [];
  try {
    return await what();
  } finally {
    known[KEY] = [keepReaders()];
  }
}
