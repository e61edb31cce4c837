import { FlaretallyError } from '../../errors.ts';
import { now } from './clock.ts';
import type { Io } from './io.ts';

/** Two attempts and a short wait, because a person waits for the answer. */
const PATIENCE = { attempts: 2, waitMs: 3_000 };
const TIMEOUT_MS = 10_000;

export interface FoundAnchor {
  day?: number;
  note?: string;
}

/** The day on which periods start by the billing API, or why it is not known. */
export async function findAnchor(
  account: string,
  variable: string,
  { env, signal }: Pick<Io, 'env' | 'signal'>,
): Promise<FoundAnchor> {
  const token = env[variable]?.trim();
  if (!token) return { note: `${variable} is not set: the billing API was not asked` };
  const { readAnchor } = await import('../../sources/cloudflare/anchor.ts');
  const baseUrl = env.CLOUDFLARE_API_BASE_URL || undefined;
  const about = { account, token, baseUrl, now: now(env), signal };
  const limits = { patience: PATIENCE, timeoutMs: TIMEOUT_MS, datasets: [], spool: '' };
  try {
    const { at } = await readAnchor({ ...about, ...limits });
    if (at !== undefined) return { day: at.getUTCDate() };
    return { note: 'the billing API does not say when periods start: doctor tells whether it may' };
  } catch (error) {
    if (!(error instanceof FlaretallyError) || signal?.aborted) throw error;
    return { note: `the billing API was asked in vain: ${error.why ?? error.message}` };
  }
}
