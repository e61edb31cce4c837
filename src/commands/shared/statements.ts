import { usageError } from '../../errors.ts';

interface Typed {
  verb: string;
  name: string | undefined;
  tenant: readonly string[];
  reason: string | undefined;
  allowIncomplete: boolean;
}

/**
 * Refuses a name or a flag that the verb has no use for.
 * @throws FlaretallyError E_STATEMENTS_FLAG
 */
export function refuseOtherFlags({ verb, name, tenant, reason, allowIncomplete }: Typed): void {
  const refused = (what: string, fix: string) => usageError('E_STATEMENTS_FLAG', what, fix);
  if (verb === 'show' && name === undefined)
    throw refused('statements show needs a name', 'flaretally statements list has them');
  if (verb !== 'show' && name !== undefined)
    throw refused(`statements ${verb} takes no name`, `leave out "${name}"`);
  if (verb !== 'issue' && reason !== undefined)
    throw refused(`statements ${verb} takes no --reason`, 'leave it out');
  if (['due', 'issue'].includes(verb)) return;
  if (tenant.length > 0) throw refused(`statements ${verb} takes no --tenant`, 'leave it out');
  if (allowIncomplete)
    throw refused(`statements ${verb} takes no --allow-incomplete`, 'leave it out');
}
