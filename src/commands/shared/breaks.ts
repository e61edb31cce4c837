import { usageError } from '../../errors.ts';

interface Typed {
  verb: string;
  id: string | undefined;
  reason: string | undefined;
  out: string | undefined;
  force: boolean;
  all: boolean;
  period: string | undefined;
}

/**
 * Refuses what the verb has no use for.
 * @throws FlaretallyError E_BREAKS_FLAG
 */
export function refuseOtherFlags({ verb, id, reason, out, force, all, period }: Typed): void {
  const refused = (what: string, fix: string) => usageError('E_BREAKS_FLAG', what, fix);
  if (verb !== 'list' && id === undefined)
    throw refused(`breaks ${verb} needs the id of a break`, 'flaretally breaks lists them');
  if (verb === 'list' && (id !== undefined || reason !== undefined))
    throw refused('breaks list takes neither an id nor --reason', 'leave it out');
  if (verb !== 'dispute' && (out !== undefined || force))
    throw refused(`breaks ${verb} takes neither --out nor --force`, 'leave it out');
  if (verb !== 'list' && (all || period !== undefined))
    throw refused(`breaks ${verb} takes neither --all nor --period`, 'leave it out');
}
