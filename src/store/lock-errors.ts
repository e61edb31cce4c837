import { FlaretallyError } from '../errors.ts';

/** The process that writes to a database, stored in `<database>.lock` while it runs. */
export interface Holder {
  pid: number;
  command: string;
  started_at: string;
  /**
   * The file beside the lock that its holder keeps locked in the kernel. Earlier versions had none.
   */
  kept?: string;
}

export function lockedBy(dbPath: string, holder: Holder): FlaretallyError {
  return new FlaretallyError({
    code: 'E_DB_LOCKED',
    what: `the database ${dbPath} is being written`,
    why: `process ${holder.pid} (${holder.command}) holds it since ${holder.started_at}`,
    fix: 'wait until it ends; readers (reconcile, report, explain, sql) are not blocked',
  });
}

/** An empty or truncated lock: its writer may be at work, or the disk was full. */
export function unreadable(dbPath: string, file: string): FlaretallyError {
  return new FlaretallyError({
    code: 'E_DB_LOCKED',
    what: `the database ${dbPath} may be being written`,
    why: `its lock ${file} does not say by whom: it is empty or damaged`,
    fix: `if no other flaretally is at work on it, remove the lock: rm ${file}`,
  });
}

export function cannotLock(file: string, cause: unknown): FlaretallyError {
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
