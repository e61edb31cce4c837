import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take eight seconds and more. Started last, one of them would leave a core idle. */
const SLOW = [
  'laws/incremental',
  'errors/gallery',
  'docs/nightly',
  'pull/e2e/known',
  'bucket/load',
  'pull/e2e/versions',
  'pull/e2e/edge',
  'rules/stale',
  'logs/command',
  'pull/e2e/refusals',
  'fixtures/stories',
  'commands/reader',
  'rules/partitions',
  'products/year',
  'products/owners',
  'products/lists',
  'laws/loading',
  'fixtures/one-story',
  'commands/rebuild',
  'mutations/oracle',
  'pull/e2e/save',
  'pull/e2e/token',
  'errors/rejects',
  'commands/page',
  'commands/check',
  'pull/e2e/resume',
  'pull/e2e/demo',
  'campaigns/kills',
  'campaigns/judge',
  'campaigns/mutants',
  'demo/demo',
  'answers/rows',
].map((name) => `test/${name}.test.ts`);

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) => {
      const rank = SLOW.indexOf(relative(this.ctx.config.root, moduleId));
      return rank === -1 ? SLOW.length : rank;
    };
    // Projects stay one after the other, as they come.
    const sorted = await super.sort(files);
    const names = [...new Set(sorted.map(({ project }) => project.name))];
    return names.flatMap((name) =>
      sorted
        .filter(({ project }) => project.name === name)
        .sort((one, other) => rankOf(one) - rankOf(other)),
    );
  }
}
