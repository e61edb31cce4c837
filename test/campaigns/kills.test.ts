// @module-tag journey
// Commands that write, killed by SIGKILL at any moment of their run: what is published is the old
// database or the new one, readers go on, and the same command run again ends as if nothing had been.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestsOf } from '../support/digests.ts';
import { Random } from '../support/random.ts';
import { temporary } from '../support/temp.ts';
import { numbersOf, seeded } from '../support/tier.ts';
import { begin, end, endedBefore } from './support/journal.ts';
import { killed, type Undisturbed, undisturbed } from './support/kill.ts';
import { type Scene, scenes } from './support/scenes.ts';
import { demoBase, sharedFolder } from './support/world.ts';

const KILLS = 200;
const SAMPLE = 1;

const folder = temporary(afterAll);
let all: Scene[];

beforeAll(async () => {
  all = await scenes(sharedFolder());
});

test('lists of the REST API are among what is compared', async () => {
  const digests = await digestsOf(await demoBase(sharedFolder()));
  const lists = ['raw.namespaces', 'raw.scripts'];
  expect(Object.keys(digests)).toEqual(expect.arrayContaining(lists));
});

test('killed at any moment and run again', { timeout: 3_600_000 }, async () => {
  const wholes = new Map<Scene, Undisturbed>();
  const wrong: unknown[] = [];
  const ended = endedBefore('kills');
  for (const number of numbersOf(SAMPLE, KILLS).filter((n) => !ended.has(n))) {
    const scene = all[number % all.length];
    if (!scene) continue;
    const random = new Random(seeded(0) * 10_000 + number + 1);
    begin('kills', number);
    const whole = wholes.get(scene) ?? (await undisturbed(join(folder, 'whole'), scene));
    wholes.set(scene, whole);
    const afterMs = whole.ms * random.next();
    const { outcome, faults } = await killed(join(folder, 'killed'), scene, whole, afterMs);
    const ms = Math.round(afterMs);
    end({ campaign: 'kills', number, class: scene.name, outcome, faults, ms });
    if (faults.length > 0) wrong.push({ number, scene: scene.name, outcome, faults });
  }
  expect(wrong).toEqual([]);
});
