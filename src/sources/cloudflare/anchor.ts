import { EXIT, FlaretallyError } from '../../errors.ts';
import { REST_LISTS } from './lists.ts';
import { openSession, type PullOptions } from './session.ts';

type Info = {
  result?: { subscriptions?: { billing_cycle_anchor_timestamp?: string }[] } | null;
} | null;

/** When the account's newest billing cycle began, and how many requests it took to find out. */
export interface Anchor {
  /** Undefined if the billing API does not say, or the token has no permission for it. */
  at: Date | undefined;
  requests: number;
}

/**
 * Asks the billing API for the account's anchor.
 * @throws FlaretallyError E_PULL_GAVE_UP, E_INTERRUPTED, E_ACCOUNT, E_BASE_URL
 */
export async function readAnchor(options: Omit<PullOptions, 'period'>): Promise<Anchor> {
  const list = REST_LISTS.find(({ name }) => name === 'billable_usage_info');
  if (!list || !(options.lists?.includes(list.name) ?? true)) return { at: undefined, requests: 0 };
  const { client } = openSession(options);
  try {
    const answer = await client.get(`/accounts/${options.account}${list.path}`, list.permission);
    const body = answer.body as Info;
    const said = answer.refusal ? [] : (body?.result?.subscriptions ?? []);
    const times = said.map((own) => Date.parse(own.billing_cycle_anchor_timestamp ?? ''));
    const newest = Math.max(...times.filter((at) => !Number.isNaN(at)));
    const at = Number.isFinite(newest) ? new Date(newest) : undefined;
    return { at, requests: client.requests };
  } catch (error) {
    // A missing permission is reported where it is needed. The analytics continue without the
    // anchor.
    if (error instanceof FlaretallyError && error.exit === EXIT.unauthorised) {
      return { at: undefined, requests: client.requests };
    }
    throw error;
  }
}
