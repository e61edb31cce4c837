import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { FlaretallyError } from '../errors.ts';

/** Who writes to a database: kept in `<database>.lock` while the writer lives. */
interface Holder {
  pid: number;
  command: string;
  started_at: string;
}

/**
 * Takes the writer's lock of a database and returns the function that gives it back. A lock whose
 * process is gone (kill -9, power cut) is taken over: a crash harms nothing.
 * @throws FlaretallyError E_DB_LOCKED naming PID, command and start
 */
export function takeLock(dbPath: string, command: string, now: Date): () => void {
  const file = `${dbPath}.lock`;
  const mine: Holder = { pid: process.pid, command, started_at: now.toISOString() };
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, JSON.stringify(mine));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotLock(file, error);
      const holder = readHolder(file);
      if (holder && isAlive(holder.pid)) throw lockedBy(dbPath, holder);
      rmSync(file, { force: true });
    }
  }
  throw lockedBy(dbPath, readHolder(file) ?? mine);
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function lockedBy(dbPath: string, holder: Holder): FlaretallyError {
  return new FlaretallyError({
    code: 'E_DB_LOCKED',
    what: `the database ${dbPath} is being written`,
    why: `process ${holder.pid} (${holder.command}) holds it since ${holder.started_at}`,
    fix: 'wait until it ends; readers (report, explain, sql, check) are not blocked',
  });
}

function cannotLock(file: string, cause: unknown): FlaretallyError {
  return new FlaretallyError(
    {
      code: 'E_DB_FOLDER',
      what: `the lock file ${file} cannot be written`,
      why: cause instanceof Error ? cause.message : String(cause),
      fix: 'check that the folder exists and is writable, or give another file with --db',
    },
    { cause },
  );
}
