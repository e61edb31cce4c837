import { EXIT, FlaretallyError } from '../errors.ts';
import { plainName } from '../store/csv-header.ts';
import { misspelt } from '../words/suggest.ts';

/**
 * Refuses misspelt columns. Unknown columns are ignored, but `ammount` is money and `valid_form` a
 * date that would be lost.
 * @throws FlaretallyError E_CSV_COLUMNS
 */
export function refuseNearMisses(
  path: string,
  header: readonly string[],
  known: readonly string[],
): void {
  const names = header.map(plainName);
  for (const [i, name] of names.entries()) {
    if (known.some((column) => column === name) && names.indexOf(name) === i) continue;
    const near = misspelt(name, known);
    if (near === undefined) continue;
    throw new FlaretallyError({
      code: 'E_CSV_COLUMNS',
      what: `${path} has an unknown column ${header[i]}`,
      why: `it resembles ${near}, which would then be missing`,
      fix: `did you mean ${near}? name each column once, as documented`,
      exit: EXIT.usage,
    });
  }
}
