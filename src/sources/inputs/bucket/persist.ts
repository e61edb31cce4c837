import { EXIT, FlaretallyError } from '../../../errors.ts';
import type { Clock } from '../../cloudflare/clock.ts';
import { interrupted } from '../../cloudflare/refusal.ts';
import { type Patience, pauseOf } from '../../cloudflare/retry.ts';

/** A temporary failure: another attempt may succeed. */
export class Passing extends Error {
  override readonly name = 'Passing';
  /** Milliseconds to wait, as the server asked. */
  readonly askedMs: number | undefined;
  /** Whether the attempt received data that the next one need not fetch again. */
  readonly hasMoved: boolean;

  constructor(message: string, askedMs?: number, hasMoved = false) {
    super(message);
    this.askedMs = askedMs;
    this.hasMoved = hasMoved;
  }
}

export interface PersistOptions {
  clock: Clock;
  patience: Patience;
  signal: AbortSignal;
  /** Called before each wait with its end. */
  onWait?: ((wait: { until: Date; why: string }) => void) | undefined;
}

/**
 * Repeats an attempt until it succeeds, fails for good, or has been repeated too often. An attempt
 * that received data resets the count, so that a large object arrives over a bad connection.
 * @throws FlaretallyError E_BUCKET_GAVE_UP, E_INTERRUPTED
 */
export async function persist<T>(
  says: string,
  once: () => Promise<T>,
  { clock, patience, signal, onWait }: PersistOptions,
): Promise<T> {
  let attempt = 0;
  let waitedMs = 0;
  for (;;) {
    if (signal.aborted) throw interrupted();
    attempt++;
    try {
      return await once();
    } catch (error) {
      if (signal.aborted) throw interrupted();
      if (!(error instanceof Passing)) throw error;
      if (error.hasMoved) [attempt, waitedMs] = [1, 0];
      const pauseMs = pauseOf(patience, attempt, clock, error.askedMs);
      if (attempt >= patience.attempts || waitedMs + pauseMs > patience.waitMs) {
        throw gaveUp(says, error.message, attempt);
      }
      waitedMs += pauseMs;
      onWait?.({ until: new Date(clock.now() + pauseMs), why: error.message });
      await clock.sleep(pauseMs, signal).catch(() => undefined);
    }
  }
}

function gaveUp(says: string, why: string, attempts: number): FlaretallyError {
  return new FlaretallyError({
    code: 'E_BUCKET_GAVE_UP',
    what: `${says} could not be fetched in ${attempts} attempt(s)`,
    why,
    fix: 'run the same command again later: it goes on where this one ended',
    exit: EXIT.failed,
  });
}
