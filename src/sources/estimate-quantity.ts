import { z } from 'zod';

/**
 * A whole number or decimal as text, so that no digit is lost. JSON numbers are taken as written.
 */
export function quantity(pattern: RegExp, says: string) {
  return z.union([z.string(), z.number()]).transform((value, context) => {
    const isUnsafe = typeof value === 'number' && !isExact(value);
    const text = String(value);
    if (!isUnsafe && pattern.test(text)) return text;
    const hint = isUnsafe ? 'is too long for a JSON number: put it in quotes' : `is not ${says}`;
    context.addIssue({ code: 'custom', message: `"${text}" ${hint}` });
    return z.NEVER;
  });
}

/** Whether a JSON number is exact: whole and safe, or a fraction with few digits. */
function isExact(value: number): boolean {
  return Number.isInteger(value) ? Number.isSafeInteger(value) : String(value).length <= 16;
}

export const whole = quantity(/^\d{1,30}$/, 'a whole number');
export const decimal = quantity(
  /^\d{1,18}(\.\d{1,9})?$/,
  'a number from 0 on, in at most 18 digits and 9 decimals',
);
export const share = quantity(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, 'a share from 0 to 1');

/** A number that the rules count in millionths. */
export const millionths = quantity(
  /^\d{1,9}(\.\d{1,6})?$/,
  'a number below a billion with at most 6 decimals',
);

/** The same above zero. */
export const above = quantity(
  /^(?!0+(\.0+)?$)\d{1,9}(\.\d{1,6})?$/,
  'a number above zero and below a billion with at most 6 decimals',
);
