import { usageError } from '../../errors.ts';

/** `12.5` as 0.125: two places to the left, on the digits. */
function hundredth(percent: string): string {
  const [whole = '0', fraction = ''] = percent.split('.');
  const digits = whole.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`;
}

/**
 * Reads `0.5%,1.00usd`: a share of the predicted amount, dollars, or both in any order.
 * @throws FlaretallyError E_TOLERANCE
 */
export function parseTolerance(text: string): { ratio: string; usd: string } {
  const parts = text.split(',').map((part) => part.trim().toLowerCase());
  const percents = parts.filter((part) => /^\d{1,2}(\.\d{1,4})?%$/.test(part));
  const dollars = parts.filter((part) => /^\d{1,12}(\.\d{1,2})?usd$/.test(part));
  if (
    percents.length > 1 ||
    dollars.length > 1 ||
    percents.length + dollars.length < parts.length
  ) {
    throw usageError(
      'E_TOLERANCE',
      `"${text}" is not a tolerance`,
      'write 0.5%, 1.00usd or 0.5%,1.00usd',
    );
  }
  const ratio = hundredth(percents[0]?.slice(0, -1) ?? '0');
  return { ratio, usd: dollars[0]?.slice(0, -3) ?? '0.00' };
}
