import type { Kind } from './types.ts';

/** The most bytes of tenant and class as JSON: with them a line stays below 250 bytes. */
const MOST_BYTES = 64;

/** The content of one line. Without SQLite it has no rows and no size. */
export interface Usage {
  tenant: string;
  class: string;
  objectId: string;
  kind: Kind;
  rowsRead?: number;
  rowsWritten?: number;
  databaseBytes: number | undefined;
}

/**
 * The line of an event. It states everything itself, because the runtime may put it on the record
 * of another event.
 */
export function usageLine(usage: Usage): string {
  return JSON.stringify({
    usage: {
      v: 1,
      t: usage.tenant,
      c: usage.class,
      o: usage.objectId,
      n: nonce(),
      k: usage.kind,
      rr: usage.rowsRead,
      rw: usage.rowsWritten,
      db: usage.databaseBytes,
    },
  });
}

/**
 * @throws RangeError when the line would be too long, because a cut name would mean another tenant
 */
export function requireFit(tenant: string, className: string): void {
  const bytes = new TextEncoder().encode(JSON.stringify(tenant) + JSON.stringify(className)).length;
  if (bytes <= MOST_BYTES) return;
  throw new RangeError(
    `flaretally/meter: tenant "${tenant}" and class "${className}" take ${bytes} bytes ` +
      `with their quotes, at most ${MOST_BYTES} fit in a usage line. Use a shorter key.`,
  );
}

/** 64 random bits, by which a repeated delivery of a line is recognised. */
function nonce(): string {
  const [bits = 0n] = crypto.getRandomValues(new BigUint64Array(1));
  return bits.toString(16).padStart(16, '0');
}
