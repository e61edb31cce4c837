import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { type Fault, fault } from '../../support/cloudflare/index.ts';
import type { Ran } from '../../support/run.ts';
import { bytesBelow } from '../../support/temp.ts';
import { SMALL, smallRest, smallRows } from './support/account.ts';
import { onStage } from './support/stage.ts';

vi.mock('../../../src/sources/cloudflare/clock.ts', () => import('./support/clock.ts'));

const TOKEN = 'cfut_s3cret-T0ken_which-nobody-may-see';

/** Every form in which something goes wrong, the token quoted where words can quote it. */
const FORMS: Readonly<Record<string, { faults?: (n: number) => Fault | undefined; code: number }>> =
  {
    'nothing wrong': { code: 0 },
    'a 401': { faults: () => quoting(401), code: 4 },
    'a 403': { faults: () => quoting(403), code: 4 },
    'a 401 in the middle': { faults: (n) => (n > 4 ? quoting(401) : undefined), code: 4 },
    'a 429 until it gives up': { faults: (n) => (n > 4 ? quoting(429) : undefined), code: 1 },
    'errors in a 200': { faults: (n) => (n === 3 ? refusing() : undefined), code: 5 },
    'a busy word in a 200': { faults: mended, code: 0 },
    'no JSON, for good': { faults: () => fault.malformed(`<b>Bearer ${TOKEN}</b>`), code: 1 },
    'no JSON, once': { faults: mended, code: 0 },
    'a REST error': { faults: (n) => (n > 12 ? quoting(400) : undefined), code: 5 },
  };

function quoting(status: number): Fault {
  return { kind: 'status', status, message: `no: "Bearer ${TOKEN}" ${encodeURIComponent(TOKEN)}` };
}

/** Both in one pull, which gets over both. */
function mended(n: number): Fault | undefined {
  if (n === 2) return fault.malformed(`<b>Bearer ${TOKEN}</b>`);
  return n === 3 ? fault.errorsIn200(`${TOKEN}: try again later`) : undefined;
}

function refusing(): Fault {
  return fault.errorsIn200(`cannot serve Bearer ${TOKEN}`, 'authn');
}

const argv = ['pull', '--period', `${SMALL.startsOn}..${SMALL.endsOn}`];

interface Pulled {
  ran: Ran;
  requests: readonly { hasToken: boolean }[];
  /** Bytes of all that lies in the folder. */
  kept: string;
}

/** Pulls by what went wrong in them: some forms go wrong in the same one. */
const pulls = new Map<unknown, Promise<Pulled>>();

async function pulled(faults?: (n: number) => Fault | undefined): Promise<Pulled> {
  const stage = await onStage({
    token: TOKEN,
    rows: smallRows(),
    rest: smallRest(),
    ...(faults ? { faults } : {}),
  });
  const save = ['--save', join(stage.folder, 'saved')];
  const ran = await stage.cli([...argv, ...save], { FLARETALLY_DEBUG: '1' });
  return { ran, requests: stage.cloudflare.requests, kept: bytesBelow(stage.folder) };
}

test.each(Object.keys(FORMS))('nobody sees the token: %s', { tags: 'journey' }, async (form) => {
  const { faults, code } = FORMS[form] ?? { code: -1 };
  const pulling = pulls.get(faults) ?? pulled(faults);
  pulls.set(faults, pulling);
  const { ran, requests, kept } = await pulling;
  expect({ form, code: ran.code, err: ran.err }).toMatchObject({ code });
  expect(ran.out + ran.err).not.toContain(TOKEN);
  expect(requests.every(({ hasToken }) => hasToken)).toBe(true);
  expect(kept.length).toBeGreaterThan(code === 0 ? 1_000 : -1);
  expect(kept.includes(TOKEN)).toBe(false);
});

test.each(['http://nobody.invalid/client/v4', 'http://127.0.0.1:9/client/v4'])(
  'nobody sees the token: %s does not answer',
  async (url) => {
    const stage = await onStage({ token: TOKEN });
    for (const form of [[], ['--format=json']]) {
      const env = { CLOUDFLARE_API_BASE_URL: url, FLARETALLY_DEBUG: '1' };
      const ran = await stage.cli([...argv, ...form], env);
      expect([1, 2]).toContain(ran.code);
      expect(ran.out + ran.err).not.toContain(TOKEN);
    }
    expect(bytesBelow(stage.folder).includes(TOKEN)).toBe(false);
  },
);

test.each([`${TOKEN}\n`, `${TOKEN} x`, `Bearer ${TOKEN}`, `${TOKEN}é`])(
  'nobody sees a token that no header can carry: %j',
  async (token) => {
    const stage = await onStage({ token: TOKEN });
    const env = { CLOUDFLARE_API_TOKEN: token, FLARETALLY_DEBUG: '1' };
    const ran = await stage.cli(argv, env);
    expect(ran.code).toBe(4);
    expect(ran.out + ran.err).not.toContain(TOKEN);
    expect(stage.cloudflare.requests).toEqual([]);
  },
);

test('nobody sees the token in the address or on a dry run', async () => {
  const stage = await onStage({ token: TOKEN, rows: smallRows() });
  const url = stage.cloudflare.url.replace('//', `//user:${TOKEN}@`);
  const dry = await stage.cli([...argv, '--dry-run']);
  const odd = await stage.cli(argv, { CLOUDFLARE_API_BASE_URL: url });
  expect(dry.out + dry.err + odd.out + odd.err).not.toContain(TOKEN);
});
