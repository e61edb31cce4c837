import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take ten seconds and more. Started last, one of them would leave a core idle. */
const SLOW = [
  'errors/gallery',
  'campaigns/kills',
  'campaigns/mutants',
  'errors/rejects',
  'campaigns/judge',
  'pull/e2e/save',
  'pull/e2e/resume',
  'pull/e2e/versions',
  'demo/demo',
  'laws/readings',
  'laws/loading',
  'oracle/random-bills',
  'mutations/oracle',
  'commands/check',
  'logs/command',
  'fixtures/one-story',
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
