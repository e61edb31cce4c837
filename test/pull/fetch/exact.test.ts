import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elementsAt, textAt } from '../../../src/sources/cloudflare/json-text.ts';
import { windowOf } from '../../../src/sources/window.ts';
import { demoRest, demoRows, fault } from '../../support/cloudflare/index.ts';
import { contentOf, envelopes, fetchUsage, onStage } from '../support/pull.ts';

const TOKEN = 'v1.0-s3cret-T0ken_which-nobody-may-see';
const BIG = 2n ** 53n + 1n;

test('a whole number past 2^53 keeps every digit, on one page and on several', async () => {
  const at = '2026-10-05T01:00:00Z';
  const rows = ['a', 'b', 'c'].map((objectId) => ({
    dataset: 'durableObjectsPeriodicGroups',
    at,
    dims: { namespaceId: 'n', objectId, name: '' },
    sum: { activeTime: BIG, duration: 0.000123 },
  }));
  for (const maxPageSize of [10_000, 1]) {
    await onStage({ rows, settings: { '*': { maxPageSize } } }, async ({ options }) => {
      await fetchUsage(options);
      const [saved] = envelopes(options.spool, '/durableObjectsPeriodicGroups/split/2026-10-05');
      expect(saved?.text.match(/"activeTime":\s*9007199254740993\b/g)).toHaveLength(3);
    });
  }
});

test('cutting values out of JSON text agrees with parsing it', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), fc.boolean(), (list, other, isSpread) => {
      const text = JSON.stringify(
        { 'a"\\': other, x: [{ y: list }, other] },
        null,
        isSpread ? 2 : 0,
      );
      const cut = elementsAt(text, ['x', 0, 'y']);
      expect(cut?.map((element) => JSON.parse(element))).toEqual(JSON.parse(JSON.stringify(list)));
      expect(JSON.parse(textAt(text, ['a"\\']) ?? '')).toEqual(JSON.parse(JSON.stringify(other)));
      expect(textAt(text, ['none'])).toBeUndefined();
    }),
  );
});

test('the loader reads the window of a slice from its envelope', async () => {
  await onStage({ rows: demoRows() }, async ({ options }) => {
    await fetchUsage(options);
    for (const { file, dataset, request } of envelopes(options.spool, '2026-10-10')) {
      const window = windowOf(request.query, dataset, request.variables);
      expect([file, window]).toEqual([
        file,
        { startsAt: '2026-10-10T00:00:00.000', endsAt: '2026-10-11T00:00:00.000' },
      ]);
    }
  });
});

/** All files, hidden ones too. */
function everything(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join();
}

test('the token is in no envelope, event, report or error', async () => {
  const told: unknown[] = [];
  const faults = (n: number) =>
    n === 3 ? fault.errorsIn200(`busy with ${TOKEN}, try again later`) : undefined;
  await onStage(
    { token: TOKEN, rows: demoRows(), rest: demoRest(), faults },
    async ({ options }) => {
      const onProgress = (event: unknown) => void told.push(event);
      told.push(await fetchUsage({ ...options, lists: undefined, onProgress }));
      told.push(everything(options.spool), contentOf(options.spool));
    },
  );
  for (const message of [`bad token ${TOKEN}`, `${TOKEN} try again later`]) {
    await onStage(
      { token: TOKEN, faults: () => fault.errorsIn200(message, 'authz') },
      async ({ options }) => {
        const error = (await fetchUsage(options).catch((e: unknown) => e)) as Error & {
          why: string;
          fix: string;
        };
        told.push(error.message, error.why, error.fix, error.stack, String(error.cause));
      },
    );
  }
  for (const token of ['', `${TOKEN}\n`, `${TOKEN} x`]) {
    await onStage({}, async ({ options }) => {
      const error = (await fetchUsage({ ...options, token }).catch((e: unknown) => e)) as Error & {
        code: string;
        why: string;
      };
      expect(error.code).toBe('E_TOKEN');
      told.push(error.message, error.why, error.stack);
    });
  }
  expect(JSON.stringify(told)).not.toContain(TOKEN);
  expect(JSON.stringify(told)).toContain('[token]');
});

test('the token does not follow a redirect', async () => {
  const seen: (string | undefined)[] = [];
  const other = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.end('{}');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const first = createServer((_request, response) => {
    response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end();
  });
  await new Promise<void>((resolve) => first.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(first.address() as AddressInfo).port}`;
  await onStage({}, async ({ options }) => {
    await fetchUsage({ ...options, baseUrl, datasets: [] }).catch(() => {});
  });
  other.close();
  first.close();
  expect(seen).toEqual([]);
});
