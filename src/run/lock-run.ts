import { FlaretallyError } from '../errors.ts';
import { type Patience, removeAbandonedLocks, waitForLock } from '../store/lock.ts';
import { placeOf } from '../store/place.ts';

/**
 * Makes this run the only one on a database. Other commands may write between its steps, but a
 * second run would pull the same days and send every notice twice.
 * @throws FlaretallyError E_RUN_LOCKED naming PID and command, E_DB_FOLDER
 */
export async function lockRun(db: string, now: Date, patience: Patience): Promise<() => void> {
  const place = `${placeOf(db)}.run`;
  const unlock = await waitForLock(place, 'flaretally run', now, patience).catch((error) => {
    throw error.code === 'E_DB_LOCKED' ? locked(db, error) : error;
  });
  await removeAbandonedLocks(place).catch((error) => {
    unlock();
    throw error;
  });
  return unlock;
}

function locked(db: string, { why, fix }: FlaretallyError): FlaretallyError {
  const isNamed = why?.startsWith('process ');
  return new FlaretallyError({
    code: 'E_RUN_LOCKED',
    what: `another run is at work on ${db}`,
    ...(why === undefined ? {} : { why }),
    fix: isNamed ? 'wait until it ends, or let this one wait: --wait 30s' : (fix ?? ''),
  });
}
