import type { Part } from './part.ts';
import { sectionSql } from './partial-file.ts';
import type { LogWorkspace } from './workspace.ts';

/** A log file in a file of partial sums that the database has already, and where it has it. */
export interface HeldSource {
  source_file: string;
  /** The file of partial sums that brought it; null if the log file itself was loaded. */
  held_by: string | null;
}

/** The first log file of a file of partial sums that was loaded before, by itself or in another. */
export async function heldSource(
  workspace: LogWorkspace,
  path: string,
): Promise<HeldSource | undefined> {
  const [held] = await workspace.db.rows<HeldSource>(
    `with held as (
       select load_id as source_id, null as load_id from ${workspace.whole('raw.log_files')}
       union all
       select source_id, load_id from ${workspace.whole('raw.log_summarized')}
       join ${workspace.whole('raw.log_files')} using (load_key)
     )
     select s.source_file, left(h.load_id, 12) as held_by
     from (${sectionSql(path, 'sources')}) as s
     join held as h using (source_id)
     order by s.source_file, s.source_id limit 1`,
  );
  return held;
}

/** Stores which log files a load of partial sums has, and which of their rows were rejected. */
export async function addSources(
  workspace: LogWorkspace,
  { loadKey, digest }: Pick<Part, 'loadKey' | 'digest'>,
  path: string,
): Promise<void> {
  await workspace.db.run(
    `insert into ${workspace.whole('raw.log_summarized')} by name
     select ${loadKey} as load_key, source_id, source_file
     from (${sectionSql(path, 'sources')});
     insert into ${workspace.whole('raw.rejects')} by name
     select '${digest}' as load_id, source_file, line, reason
     from (${sectionSql(path, 'rejects')})`,
  );
}

/** Fields and usage lines that the partial sums of a file leave out. */
export async function unknownsIn(workspace: LogWorkspace, path: string): Promise<Part['unknowns']> {
  return workspace.db.rows(
    `select what, name, occurrences::varchar as occurrences
     from (${sectionSql(path, 'unknowns')}) order by what, name`,
  );
}
