import { setTimeout as delay } from 'node:timers/promises';

/** Time and chance, so that a test may stand in for both. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** From 0 to, not including, 1. */
  random(): number;
}

/** The real clock, counting from `now` on: capture times agree with the time a run was told. */
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
