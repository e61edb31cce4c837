import { usageError } from '../errors.ts';
import { arrowStream } from '../store/arrow/stream.ts';
import type { Database } from '../store/database.ts';

/**
 * Refuses Arrow on a terminal, where its bytes would be unreadable.
 * @throws FlaretallyError E_ARROW_TERMINAL
 */
export function refuseArrowOnTerminal(format: string | undefined, isTty: boolean): void {
  if (format !== 'arrow' || !isTty) return;
  throw usageError(
    'E_ARROW_TERMINAL',
    'an Arrow stream is binary and cannot be shown on a terminal',
    'send it to a file or a program: ... --format arrow > rows.arrows',
  );
}

/** Writes the rows of a statement as an Arrow IPC stream, a chunk at a time. */
export async function writeArrow(
  db: Database,
  statement: Parameters<typeof arrowStream>[1],
  out: { write(bytes: Uint8Array): void },
): Promise<void> {
  for await (const bytes of arrowStream(db.connection, statement)) out.write(bytes);
}
