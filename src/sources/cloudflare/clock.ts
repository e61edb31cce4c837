import { setTimeout as delay } from 'node:timers/promises';

/** Time and random numbers, which a test can replace. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** From 0 to, not including, 1. */
  random(): number;
}

/** The real clock, starting at `now`, so that capture times agree with the time of the run. */
export function clockFrom(now: Date): Clock {
  const started = performance.now();
  return {
    now: () => now.getTime() + (performance.now() - started),
    sleep: async (ms, signal) => {
      await delay(ms, undefined, signal ? { signal } : {});
    },
    random: () => Math.random(),
  };
}
