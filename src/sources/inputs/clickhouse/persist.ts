import { EXIT, FlaretallyError } from '../../../errors.ts';
import { DamagedAnswer } from '../../../store/logs/answer-csv.ts';
import type { Clock } from '../../cloudflare/clock.ts';
import { interrupted } from '../../cloudflare/refusal.ts';
import { type Patience, pauseOf } from '../../cloudflare/retry.ts';
import { Passing } from './refusal.ts';

/** Repeats an attempt that failed in passing. */
export type Persist = <T>(says: string, once: () => Promise<T>) => Promise<T>;

export interface PersistOptions {
  clock: Clock;
  patience: Patience;
  signal: AbortSignal;
  /** Called before each wait with its end. */
  onWait: (wait: { until: Date; why: string }) => void;
}

/** @throws FlaretallyError E_CLICKHOUSE_GAVE_UP, E_INTERRUPTED */
export function persistently({ clock, patience, signal, onWait }: PersistOptions): Persist {
  return async (says, once) => {
    let waitedMs = 0;
    for (let attempt = 1; ; attempt++) {
      if (signal.aborted) throw interrupted();
      try {
        return await once();
      } catch (error) {
        if (signal.aborted) throw interrupted();
        if (!isPassing(error)) throw error;
        const pauseMs = pauseOf(patience, attempt, clock);
        if (attempt >= patience.attempts || waitedMs + pauseMs > patience.waitMs)
          throw gaveUp(says, error.message, attempt);
        waitedMs += pauseMs;
        onWait({ until: new Date(clock.now() + pauseMs), why: error.message });
        await clock.sleep(pauseMs, signal).catch(() => undefined);
      }
    }
  };
}

function isPassing(error: unknown): error is Error {
  return error instanceof Passing || error instanceof DamagedAnswer;
}

function gaveUp(says: string, why: string, attempts: number): FlaretallyError {
  return new FlaretallyError({
    code: 'E_CLICKHOUSE_GAVE_UP',
    what: `${says} was not answered in ${attempts} attempt(s)`,
    why,
    fix: 'see whether all shards are up, and run the same command again; nothing of it was loaded',
    exit: EXIT.failed,
  });
}
