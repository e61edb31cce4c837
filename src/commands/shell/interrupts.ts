type Listener = (...args: unknown[]) => void;

/**
 * Ctrl-C goes to `handle` and no longer ends the program, until the returned function is called.
 * While a pager has the terminal, Ctrl-C is a signal to this program too.
 */
export function takeInterrupts(handle: () => void): () => void {
  const others = process.rawListeners('SIGINT') as Listener[];
  process.removeAllListeners('SIGINT');
  process.on('SIGINT', handle);
  return () => {
    process.off('SIGINT', handle);
    for (const other of others) process.on('SIGINT', other);
  };
}
