// How the program behaves whatever it is given: its words, its exit codes, all or nothing.
import type { Ran } from '../../support/run.ts';

/** Codes that a command may end with. */
const CODES: Readonly<Record<string, readonly number[]>> = {
  load: [0, 1, 2, 4, 5],
  estimate: [0, 1, 2],
  reconcile: [0, 1, 2, 3, 5],
};

/** Classes of its errors, and the statements of ours that it quotes. */
const ENGINE = new RegExp(
  '\\b(Binder|Conversion|Parser|Catalog|Constraint|Internal|Invalid Input|Out of Range|IO) Error\\b|' +
    '\\bE_SQL\\b|\\bLINE \\d+:|read_(csv|json|text)|\\b(try_)?cast\\(|' +
    '::(varchar|json|bigint|hugeint)|\\b(select|SELECT) .* (from|FROM) ',
);

/** Words that are of a program's inside. */
const INSIDE: readonly [fault: string, pattern: RegExp][] = [
  ['a stack', /^\s+at .*[:(]|node:internal|\.ts:\d+:\d+/m],
  ['a bug', /\bE_BUG\b/],
  ['undefined', /\bundefined\b|\[object /],
  ['the words of the engine', ENGINE],
  ['the rules are blamed', /correct the statement|\bE_RULE_SQL\b/],
];

export function faultsOfManners(command: string, { code, out, err }: Ran): string[] {
  const faults = INSIDE.filter(([, pattern]) => pattern.test(err)).map(([fault]) => fault);
  if (!CODES[command]?.includes(code)) faults.push(`exit ${code}`);
  const failed = code === 1 || code === 2 || code === 4;
  if (failed && !/^(error E_[A-Z0-9_]+: |\{"error":\{"code":"E_)\S/m.test(err))
    faults.push('an error without a code');
  if (failed && out !== '') faults.push('a failure that prints');
  return faults;
}

/** Lines of a load's talk that say more than what was read, and what that took the place of. */
export function warningsIn(err: string): string[] {
  // That rules are others is said of the database, not of the file.
  const usual =
    /^(\S.*: \d+ file\(s\).*| {2}.*: .*\d+ line\(s\), subtotal .*|.* built by other rules: .*)$/;
  const replaced = /^\d+ invoice\(s\) loaded before are replaced:\n(?: {2}.*\n?)*/m;
  const lines = err.replace(replaced, '').split('\n');
  return lines.filter((line) => line !== '' && !usual.test(line));
}
