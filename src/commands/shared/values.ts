import { usageError } from '../../errors.ts';
import { closest } from '../../words/suggest.ts';

/**
 * Throws E_VALUE_UNKNOWN unless `value` is one of `options`; `owner` is `--format`, `NAME`, a
 * variable.
 */
export function checkOption(owner: string, value: string, options: readonly string[]): void {
  if (options.includes(value)) return;
  const near = closest(value, options);
  throw usageError(
    'E_VALUE_UNKNOWN',
    `${owner} cannot be "${value}"`,
    `${near === undefined ? '' : `did you mean ${near}? `}it is one of ${options.join(', ')}`,
  );
}
