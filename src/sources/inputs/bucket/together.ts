import pLimit from 'p-limit';
import { interrupted } from '../../cloudflare/refusal.ts';

export type Together = <T, R>(items: readonly T[], work: (item: T) => Promise<R>) => Promise<R[]>;

/**
 * Processes items, several in parallel. The first failure stops the running ones and starts no
 * more. It is thrown once all have ended.
 * @param signal aborts with `stop`, and for reasons of its own
 */
export function together(most: number, signal: AbortSignal, stop: AbortController): Together {
  const limit = pLimit(most);
  return async (items, work) => {
    const begun = items.map((item) =>
      limit(async () => {
        try {
          if (signal.aborted) throw interrupted();
          return await work(item);
        } catch (error) {
          stop.abort(error);
          throw error;
        }
      }),
    );
    await Promise.allSettled(begun);
    if (stop.signal.aborted) throw stop.signal.reason;
    return Promise.all(begun);
  };
}
