import { EXIT, usageError } from '../errors.ts';
import { missed, outcomeOf } from '../pull/outcome.ts';
import { pull } from '../pull.ts';
import type { FetchReport } from '../sources/cloudflare/report.ts';
import type { AccountPlan } from './plan.ts';
import type { RunState, Step, StepEnd } from './world.ts';

/**
 * The periods that each run asks for: the last one has an invoice soon, the current one is running.
 */
const PERIODS = ['last', 'current'] as const;

/** A pull of each period of each account. */
export function pullSteps(state: RunState): Step[] {
  const { accounts } = state.plan;
  return accounts.flatMap((account) => {
    const whose = accounts.length > 1 ? ` of ${account.account}` : '';
    // Cloudflare would refuse the same for the other period, after as long a wait.
    let refused: string | undefined;
    return PERIODS.map((period) => ({
      name: `pull ${period}${whose}`,
      isLoading: true,
      run: async () => {
        if (refused !== undefined) return { outcome: 'skipped', says: `not tried: ${refused}` };
        try {
          return await pullOf(state, account, period);
        } catch (error) {
          const { code, message } = error as Error & { code?: string };
          if (/^E_(PULL_GAVE_UP|TOKEN|ACCOUNT|CLOCK)/.test(code ?? '')) refused = message;
          throw error;
        }
      },
    }));
  });
}

async function pullOf(
  { plan, world }: RunState,
  { account = '', token, anchorDay }: AccountPlan,
  relative: 'last' | 'current',
): Promise<StepEnd> {
  const { db, queries, only, by, save, waitMs } = plan;
  const { env, now, signal, tell } = world;
  const secret = env[token];
  if (!secret)
    throw usageError(
      'E_TOKEN_MISSING',
      `${token} is not set`,
      'set it where the run is started (a cron job has an environment of its own), or load ' +
        'files alone with --skip pull',
    );
  const result = await pull({
    ...{ db, account, token: secret, anchorDay, queries, only, by, save, waitMs, now, signal },
    baseUrl: env.CLOUDFLARE_API_BASE_URL || undefined,
    period: { relative },
    onProgress: (event) => tell({ kind: 'pulling', event }),
  });
  tell({ kind: 'pulled', result });
  return endOf(result.report);
}

function endOf(report: FetchReport): StepEnd {
  const { told, refused, isWhole } = outcomeOf(report);
  const slices = told.flatMap((own) => own.slices);
  const count = (wanted: string) => slices.filter(({ outcome }) => outcome === wanted).length;
  const lost = told.flatMap(missed);
  const lists = refused.filter(({ isNeeded }) => isNeeded).map(({ name }) => name);
  const says = [
    `${count('fetched')} slice(s) of usage fetched, ${count('skipped')} known`,
    ...(lost.length > 0 ? [`${lost.length} not fetched (${lost[0]?.why ?? 'refused'})`] : []),
    ...(lists.length > 0 ? [`lists refused: ${lists.join(', ')}`] : []),
  ];
  return { says: says.join(', '), exit: isWhole ? EXIT.ok : EXIT.incomplete };
}
