import { EXIT, FlaretallyError } from '../errors.ts';
import type { ResolvedRule } from './order.ts';

/** Errors that stop any rule, whatever its text. */
const OF_THE_MACHINE: readonly string[] = ['E_MEMORY', 'E_DISK_FULL'];

/** The error for a rule that could not be computed, naming its file. */
export function ruleError(rule: ResolvedRule, cause: unknown): FlaretallyError {
  const { code, message, why, fix } = cause as FlaretallyError;
  if (OF_THE_MACHINE.includes(code)) return cause as FlaretallyError;
  return new FlaretallyError(
    {
      code: 'E_RULE_SQL',
      what: `${rule.path} cannot be built`,
      why: why ?? message,
      ...(fix ? { fix } : {}),
      exit: rule.isReplaced ? EXIT.usage : EXIT.failed,
    },
    { cause },
  );
}
