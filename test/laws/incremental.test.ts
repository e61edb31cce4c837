import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { placeEmptyBooks } from '../support/empty-books.ts';
import { History } from '../support/history.ts';
import { anyStep, type Step } from '../support/steps.ts';
import { temporary } from '../support/temp.ts';
import { IS_SOAK, runs, seeded } from '../support/tier.ts';

const folder = temporary(afterAll);
let made = 0;

async function begin(): Promise<History> {
  made += 1;
  return History.begin(placeEmptyBooks(join(folder, `${made}.duckdb`)));
}

/** Runs steps one after another; what cannot be loaded changes nothing. Returns what differs. */
async function live(steps: readonly Step[], isChecked: (i: number) => boolean) {
  const history = await begin();
  try {
    for (const [i, { fill }] of steps.entries()) {
      const own = join(folder, `${made}`, `${i}`);
      mkdirSync(own, { recursive: true });
      await history.run(fill(own));
      const differing = isChecked(i) ? await history.differing() : [];
      if (differing.length > 0) return { after: i, differing };
    }
    if (process.env.SHOW) console.log(history.refused);
    return undefined;
  } finally {
    history.close();
  }
}

describe('what is computed bit by bit is what is computed at once', { timeout: 3_600_000 }, () => {
  test('after any history', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 8, maxLength: 16 }), async (steps) => {
        const found = await live(steps, (i) => IS_SOAK || i % 4 === 3 || i === steps.length - 1);
        const said = steps.map(({ says }) => says);
        expect(found && { ...found, said }).toBeUndefined();
      }),
      { seed: seeded(20_261_201), numRuns: runs(1, 60), endOnFailure: !IS_SOAK },
    );
  });
});
