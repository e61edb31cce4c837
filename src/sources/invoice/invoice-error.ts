import { FlaretallyError } from '../../errors.ts';

const FIX = 'nothing was loaded: give the whole invoice, or its lines as CSV';

/** The error for an invoice that cannot be read: what is wrong, and what to do. */
export function invoiceError(code: string, what: string, why?: string, fix = FIX): FlaretallyError {
  return new FlaretallyError({ code, what, fix, ...(why === undefined ? {} : { why }) });
}
