import { createInterface } from 'node:readline';
import { usageError } from '../../errors.ts';
import type { Io } from './io.ts';

/** A question; Enter alone takes the fallback. */
export interface Question<T> {
  asks: string;
  fallback?: string | undefined;
  /** The answer as a value; throws what is wrong with it. */
  read(text: string): T;
}

/** Whether somebody can be asked. */
export function isAskable(io: Pick<Io, 'stdin' | 'isStderrTty'>): boolean {
  return io.isStderrTty && io.stdin?.().isTTY === true;
}

/**
 * Asks on stderr, and again after an answer that is wrong.
 * @throws FlaretallyError E_INIT_ANSWERS if the input ends
 */
export async function askAll<T>(
  io: Io,
  work: (ask: <A>(question: Question<A>) => Promise<A>) => Promise<T>,
): Promise<T> {
  const lines = createInterface({ input: io.stdin?.() as NodeJS.ReadableStream });
  const close = () => lines.close();
  io.signal?.addEventListener('abort', close, { once: true });
  const answers = lines[Symbol.asyncIterator]();
  try {
    return await work(async ({ asks, fallback, read }) => {
      for (;;) {
        io.stderr.write(`${asks}${fallback === undefined ? '' : ` [${fallback}]`}: `);
        const answer = await answers.next();
        io.signal?.throwIfAborted();
        if (answer.done) throw ended();
        try {
          return read(answer.value.trim() || (fallback ?? ''));
        } catch (error) {
          io.stderr.write(`  ${(error as Error).message}\n`);
        }
      }
    });
  } finally {
    io.signal?.removeEventListener('abort', close);
    close();
  }
}

function ended() {
  const fix = 'answer each question, or give the flags: flaretally init --help lists them';
  return usageError('E_INIT_ANSWERS', 'the questions were not answered', fix);
}
