import { usageError } from '../../errors.ts';

/** The value of `--anchor-day`. @throws FlaretallyError E_ANCHOR_DAY */
export function anchorDay(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^([1-9]|[12]\d|3[01])$/.test(text)) return Number(text);
  throw usageError('E_ANCHOR_DAY', `"${text}" is not a day of the month`, 'write 1 to 31');
}
