import type { AccountSettings } from '../config/accounts.ts';
import type { Client } from '../sources/cloudflare/client.ts';
import { readLimits } from '../sources/cloudflare/limits.ts';
import { probeDatasets, tokenExpiry } from '../sources/cloudflare/probe.ts';
import { openSession } from '../sources/cloudflare/session.ts';
import type { Asked } from './asked.ts';
import { clockLine } from './clock.ts';
import { datasetLines } from './datasets.ts';
import { fail, failed, type Line, ok, warn } from './line.ts';
import { listLines } from './lists.ts';
import { zoneLines } from './zones.ts';

/** Two attempts, because a person waits for the answers. */
const PATIENCE = { attempts: 2, waitMs: 3_000 };
const TIMEOUT_MS = 15_000;

/** Days before its end from which on a token should be replaced. */
const EXPIRY_DAYS = 14;
const DAY_MS = 86_400_000;

/** Everything that needs Cloudflare: clock, token, permissions, limits of datasets. */
export async function accountLines(own: AccountSettings, asked: Asked): Promise<Line[]> {
  const { env, datasets, now } = asked;
  const token = env[own.token]?.trim();
  if (!token) {
    const fix =
      'create a token with Account > Account Analytics > Read, and set the variable to it';
    return [fail('token', `${own.token} is not set`, fix)];
  }
  const lines: Line[] = [];
  let client: Client | undefined;
  try {
    client = openSession({
      ...{ account: own.account, token, baseUrl: env.CLOUDFLARE_API_BASE_URL || undefined },
      ...{ now, signal: asked.signal, patience: PATIENCE, timeoutMs: TIMEOUT_MS },
      ...{ datasets, spool: '' },
    }).client;
    const ofAccount = datasets.filter(({ scope }) => scope === 'account');
    const limits = await readLimits(client, own.account, ofAccount);
    lines.push(tokenLine(own.token, await tokenExpiry(client, own.account), now));
    const refused = await probeDatasets(client, own.account, ofAccount, now);
    lines.push(...datasetLines(ofAccount, limits, refused));
    lines.push(...(await zoneLines(client, own.account, asked)));
    lines.push(...(await listLines(client, own.account, asked)));
  } catch (error) {
    const line = failed('token', error);
    const fix = 'is the network there, and CLOUDFLARE_API_BASE_URL right? then run doctor again';
    lines.push(line.isDenied ? line : { ...line, check: 'api', fix });
  }
  const clock = client?.aheadMs === undefined ? [] : [clockLine(client.aheadMs)];
  return [...clock, ...lines];
}

function tokenLine(variable: string, ends: Date | undefined, now: Date): Line {
  if (ends === undefined) return ok('token', `${variable} is accepted`);
  const says = `${variable} is accepted, and ends on ${ends.toISOString().slice(0, 10)}`;
  if (ends.getTime() - now.getTime() > EXPIRY_DAYS * DAY_MS) return ok('token', says);
  return warn(
    'token',
    says,
    'roll the token in the dashboard, and set the variable to the new one',
  );
}
