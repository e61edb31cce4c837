import { EXIT, FlaretallyError } from '../../errors.ts';

/** Why Cloudflare did not answer a request, if repeating it would not help. */
export interface Refusal {
  reason:
    | 'access'
    | 'field'
    | 'too_wide'
    | 'too_old'
    | 'too_many_fields'
    | 'page'
    /** The token does not see the zone. */
    | 'zone'
    | 'other';
  message: string;
  code?: string;
  /** Largest page that the message allows. */
  pageSize?: number;
}

/** A request that was refused for good: the days of its span stay unanswered. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Names of permissions in the dashboard, by what needs them. */
export const PERMISSIONS = {
  analytics: 'Account > Account Analytics > Read',
  billing: 'Account > Billing > Read',
  durableObjects: 'Account > Workers Scripts > Read',
  scripts: 'Account > Workers Scripts > Read',
  d1: 'Account > D1 > Read',
  kv: 'Account > Workers KV Storage > Read',
  r2: 'Account > Workers R2 Storage > Read',
  queues: 'Account > Queues > Read',
  vectorize: 'Account > Vectorize > Read',
  hyperdrive: 'Account > Hyperdrive > Read',
  aiGateway: 'Account > AI Gateway > Read',
  aiSearch: 'Account > AI Search > Read',
  pages: 'Account > Cloudflare Pages > Read',
  pipelines: 'Account > Pipelines > Read',
  logs: 'Account > Logs > Read',
  containers: 'Account > Containers > Read',
  calls: 'Account > Calls > Read',
  images: 'Account > Cloudflare Images > Read',
  stream: 'Account > Stream > Read',
  zones: 'Zone > Zone > Read',
  zoneAnalytics: 'Zone > Analytics > Read',
} as const;

export type Permission = keyof typeof PERMISSIONS;

/** The token is invalid, or has no permission for this: exit 4. */
export function tokenError(why: string, permission: Permission = 'analytics'): FlaretallyError {
  return new FlaretallyError({
    code: 'E_TOKEN',
    what: 'Cloudflare does not accept the API token',
    why,
    fix: `give the token ${needs(permission)}; a new one may need a minute to work`,
    exit: EXIT.unauthorised,
  });
}

/** The permission that a token needs, in the words of the dashboard. */
function needs(permission: Permission): string {
  const also = permission === 'billing' ? '' : ` and ${PERMISSIONS.billing} for the billed amounts`;
  return `${PERMISSIONS[permission]}${also}`;
}

/** The token is valid, and Cloudflare returns nothing about this account: exit 4. */
export function accountUnseen(why: string, permission: Permission = 'analytics'): FlaretallyError {
  return new FlaretallyError({
    code: 'E_ACCOUNT_UNSEEN',
    what: 'the API token has no access to this account, or the account does not exist',
    why,
    fix:
      'compare the account id (CLOUDFLARE_ACCOUNT_ID, --account) with the one in the address of ' +
      `the dashboard; if they agree, give the token ${needs(permission)} for that account`,
    exit: EXIT.unauthorised,
  });
}

/** The run gave up after repeated failures: exit 1. */
export function gaveUp(why: string, attempts: number, waitedMs: number): FlaretallyError {
  const minutes = (waitedMs / 60_000).toFixed(1);
  return new FlaretallyError({
    code: 'E_PULL_GAVE_UP',
    what: `Cloudflare did not answer after ${attempts} attempt(s) and ${minutes} min of waiting`,
    why,
    fix: 'run the same command again later: it goes on where this one ended',
    exit: EXIT.failed,
  });
}

/** Ctrl-C: exit 130. */
export function interrupted(): FlaretallyError {
  return new FlaretallyError({
    code: 'E_INTERRUPTED',
    what: 'interrupted',
    fix: 'run the same command again: it goes on where this one ended',
    exit: EXIT.interrupted,
  });
}
