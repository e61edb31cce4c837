import { usageError } from '../errors.ts';
import { arrowStream } from '../store/arrow/stream.ts';
import type { Database } from '../store/database.ts';
import type { Watch } from '../store/watch.ts';

/** Formats that are bytes, as an error names them. */
const BINARY: Readonly<Record<string, string>> = {
  arrow: 'an Arrow stream',
  parquet: 'a Parquet file',
  xlsx: 'a workbook',
};

/**
 * Refuses bytes on a terminal, where they would be unreadable.
 * @throws FlaretallyError E_ARROW_TERMINAL
 */
export function refuseBinaryOnTerminal(format: string | undefined, isTty: boolean): void {
  const name = format === undefined ? undefined : BINARY[format];
  if (name === undefined || !isTty) return;
  const ending = format === 'arrow' ? 'arrows' : format;
  throw usageError(
    'E_ARROW_TERMINAL',
    `${name} is binary and cannot be shown on a terminal`,
    `send it to a file or a program: ... --format ${format} > rows.${ending}`,
  );
}

/** Writes the rows of a statement as an Arrow IPC stream, a chunk at a time. */
export async function writeArrow(
  db: Database,
  statement: Parameters<typeof arrowStream>[1],
  out: { write(bytes: Uint8Array): void; drained?(): Promise<void> },
  watch?: Watch,
): Promise<void> {
  const during = watch && (<T>(work: () => Promise<T>) => watch.during(work));
  for await (const bytes of arrowStream(db.connection, statement, during)) {
    out.write(bytes);
    await out.drained?.();
  }
}
