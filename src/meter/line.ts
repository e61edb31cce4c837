import type { Kind } from './types.ts';

/** Tenant and class as JSON, in bytes: with them a line stays below 250. */
const MOST_BYTES = 64;

/** What one line says. Without SQLite there are no rows and no size. */
export interface Usage {
  tenant: string;
  class: string;
  objectId: string;
  kind: Kind;
  rowsRead?: number;
  rowsWritten?: number;
  databaseBytes: number | undefined;
}

/** The line of an event. It says all by itself, for it may ride on another event's record. */
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

/** @throws RangeError when the line would be too long with these: a cut name is another's */
export function requireFit(tenant: string, className: string): void {
  const bytes = new TextEncoder().encode(JSON.stringify(tenant) + JSON.stringify(className)).length;
  if (bytes <= MOST_BYTES) return;
  throw new RangeError(
    `flaretally/meter: tenant "${tenant}" and class "${className}" take ${bytes} bytes ` +
      `with their quotes, at most ${MOST_BYTES} fit in a usage line. Use a shorter key.`,
  );
}

/** 64 random bits: by them a line that is delivered twice is known. */
function nonce(): string {
  const [bits = 0n] = crypto.getRandomValues(new BigUint64Array(1));
  return bits.toString(16).padStart(16, '0');
}
