import { usageError } from '../../errors.ts';

/** The time now, or FLARETALLY_NOW, so that a run can be repeated with the same output. */
export function now(env: Readonly<Record<string, string | undefined>>): Date {
  const given = env.FLARETALLY_NOW;
  if (!given) return new Date();
  const at = new Date(given);
  if (!Number.isNaN(at.getTime())) return at;
  throw usageError(
    'E_NOW',
    `FLARETALLY_NOW is not a time: "${given}"`,
    'write 2026-11-05T06:00:00Z',
  );
}
