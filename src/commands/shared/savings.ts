import type { Slice } from '../../reports/published.ts';
import type { Database } from '../../store/database.ts';
import { visible } from '../../words/visible.ts';
import type { Io } from './io.ts';
import { writeFolder } from './write-folder.ts';

/**
 * Writes the files for `flaretally estimate` that reproduce the savings: usage as metered, and
 * without each behaviour.
 * @throws FlaretallyError E_FOLDER_NOT_EMPTY, E_FOLDER_FOREIGN, E_FOLDER_FILE
 */
export async function writeEstimates(
  db: Database,
  { period }: Slice,
  { out, force }: { out: string; force: boolean },
  { stderr }: Pick<Io, 'stderr'>,
): Promise<void> {
  const rows = await db.rows<{ file_name: string; estimate: string }>(
    `select file_name, estimate from report.savings_estimates
     where account = $1 and period_id = $2 order by file_name`,
    [period?.account ?? '', period?.period_id ?? ''],
  );
  const files = Object.fromEntries(rows.map(({ file_name, estimate }) => [file_name, estimate]));
  writeFolder(out, files, force);
  const names = Object.keys(files).map((name) => `${visible(out)}/${name}`);
  const [replaced] = await db.rows('select path from params.replaced_rules limit 1');
  const notes = [
    `Compare them: flaretally estimate ${names.join(' ')}`,
    ...(replaced ? ['Give estimate the same --queries as the database.'] : []),
    ...(period?.is_complete ? [] : ['They hold the usage that is known; some of it is missing.']),
  ];
  stderr.write(`${[...names, ...notes].join('\n')}\n`);
}
