import { CONFIG_FILE, findConfig } from '../../config/find.ts';
import type { Io } from './io.ts';

const ANOTHER_ACCOUNT =
  'CLOUDFLARE_ACCOUNT_ID names another account than the demo has: unset it for these commands.';

const ANOTHER_FILE =
  `These commands read the ${CONFIG_FILE} of this folder or above: where it names an account, ` +
  'add --config none.';

/**
 * Notes on settings of this folder and environment that would make the demo's commands use another
 * account.
 */
export function demoNotes({ cwd, env }: Pick<Io, 'cwd' | 'env'>): string[] {
  return [
    ...(env.CLOUDFLARE_ACCOUNT_ID ? [ANOTHER_ACCOUNT] : []),
    ...(findConfig(cwd, undefined, {}) ? [ANOTHER_FILE] : []),
  ];
}
