// What a soak is made of: parts of the campaigns, the journeys, and the tests that take a sample in
// `npm test`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs in one process: few enough that little is lost with it, enough that its start costs little. */
const CAMPAIGNS = {
  mutants: { file: 'test/campaigns/mutants.test.ts', runs: 3_000, part: 100 },
  kills: { file: 'test/campaigns/kills.test.ts', runs: 200, part: 10 },
};

/** Names that `--only` takes. */
export const NAMES = [...Object.keys(CAMPAIGNS), 'properties'];

export function unitsOf(root, only) {
  const campaigns = Object.entries(CAMPAIGNS).flatMap(([campaign, { file, runs, part }]) =>
    Array.from({ length: Math.ceil(runs / part) }, (_, i) => ({
      campaign,
      file,
      from: i * part,
      to: Math.min(runs, (i + 1) * part),
    })),
  );
  const properties = propertyFiles(root).map((file, from) => ({
    campaign: 'properties',
    file,
    from,
    to: from + 1,
  }));
  return [...properties, ...campaigns].filter(({ campaign }) => !only || campaign === only);
}

/**
 * Words of a test that `npm test` leaves out or runs in part: it has a journey, asks for its tier,
 * digests databases or tells stories.
 */
const IN_TIERS =
  /@module-tag journey|tags: 'journey'|\/support\/tier\.ts|await digestsOf\(|\/story-tests\.ts/;

/** Such tests, but for the campaigns, which are given out in parts. */
function propertyFiles(root) {
  return readdirSync(join(root, 'test'), { recursive: true })
    .filter((file) => file.endsWith('.test.ts') && !file.startsWith('campaigns'))
    .map((file) => join('test', file))
    .filter((file) => IN_TIERS.test(readFileSync(join(root, file), 'utf8')))
    .sort();
}
