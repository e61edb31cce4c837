import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';

/** The relation with the impossible statements of a workload. */
export const PROBLEMS = 'report.workload_problems';

/** @throws FlaretallyError E_ESTIMATE_WORKLOAD for the first problem of a workload */
export async function refuseProblems(db: Database): Promise<void> {
  const [first] = await db.rows<{ what: string; why: string; fix: string }>(
    `select what, why, fix from ${PROBLEMS} order by all limit 1`,
  );
  if (!first) return;
  throw new FlaretallyError({ code: 'E_ESTIMATE_WORKLOAD', exit: EXIT.usage, ...first });
}

/** The error for stated numbers whose product has more digits than SQL can count. */
export function tooLarge(error: unknown): unknown {
  const { why = '' } = error as FlaretallyError;
  if (!/^Out of Range Error/.test(why)) return error;
  return usageError(
    'E_ESTIMATE_RANGE',
    'the numbers that are stated are too large to be priced',
    'correct the largest of them: multiplied they have more than 38 digits',
  );
}

/**
 * Names that a file states must each be a row of the relation.
 * @throws FlaretallyError E_ESTIMATE_ and the noun, with the nearest name
 */
export async function requireAll(
  db: Database,
  label: string,
  noun: string,
  relation: string,
  column: string,
  names: readonly string[],
): Promise<void> {
  const rows = await db.rows<{ name: string; near: string }>(
    `select n as name, (
       select ${column} from ${relation} order by levenshtein(${column}, n), ${column} limit 1
     ) as near
     from (select unnest($1::json::varchar[]) as n)
     where n not in (select ${column} from ${relation})`,
    [JSON.stringify(names)],
  );
  const [first] = rows;
  if (!first) return;
  throw usageError(
    `E_ESTIMATE_${noun.toUpperCase()}`,
    `${label}: there is no ${noun} "${first.name}"`,
    `did you mean ${first.near}? flaretally rules ${relation} lists them`,
  );
}
