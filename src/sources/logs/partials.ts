import { EXIT, FlaretallyError, usageError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import { type AskedHead, addDay, isAsked, loadsOfDay, tableOf } from '../../store/logs/days.ts';
import { forgetKeys } from '../../store/logs/keys.ts';
import { inLittleMemory } from '../../store/logs/memory.ts';
import {
  islandsSql,
  PARTIALS_FORMAT,
  type PartialHead,
  partialHead,
  SECTION_COLUMNS,
  sectionSql,
} from '../../store/logs/partial-file.ts';
import { addSources, heldSource, unknownsIn } from '../../store/logs/partial-sources.ts';
import { landPartials, nextLoadKey } from '../../store/logs/partials.ts';
import { makeWay } from '../../store/logs/undo.ts';
import { LogWorkspace } from '../../store/logs/workspace.ts';
import { type InputFile, requireUnchanged } from '../files.ts';
import type { LoadContext } from '../load-context.ts';
import { jobInForce } from './job.ts';

/**
 * Loads files of partial sums, of log files or of a day of a table. Each is a load like a log file.
 * A day of a table takes the place of what was loaded of it before.
 * @throws FlaretallyError E_PARTIALS_FORMAT, E_PARTIALS_COLUMNS, E_PARTIALS_DAMAGED,
 *   E_PARTIALS_OVERLAP, E_ACCOUNT_OTHER, E_LOG_PARTIAL
 */
export async function loadPartials(
  db: Database,
  files: readonly InputFile[],
  context: LoadContext,
): Promise<void> {
  const read: { file: InputFile; head: PartialHead; job: string | null }[] = [];
  for (const file of files) {
    const head = await headOf(db, file, context);
    if (isAsked(head))
      await replaceDay(
        db,
        file.path,
        head,
        read.map((one) => one.head),
      );
    const isLogpush = head.surface === 'logpush';
    read.push({ file, head, job: isLogpush ? await jobInForce(db, head.account, context) : null });
  }
  const rules = await context.logRules();
  const land = () =>
    LogWorkspace.within(db, rules, async (workspace) => {
      for (const { file, head, job } of read) {
        await forgetKeys(workspace);
        await loadPart(workspace, file, head, job);
        requireUnchanged(file);
        context.addLoad('log_partials', head.account, file);
      }
    });
  await inLittleMemory(db, land, context.isRoomy);
}

async function loadPart(
  workspace: LogWorkspace,
  { path, digest, bytes }: InputFile,
  head: PartialHead,
  jobDigest: string | null,
): Promise<void> {
  const held = await heldSource(workspace, path);
  if (held) throw overlaps(path, held);
  const loadKey = await nextLoadKey(workspace);
  await landPartials(
    workspace,
    {
      ...{ loadKey, digest, says: path, account: head.account, jobDigest },
      format: isAsked(head) ? 'clickhouse' : 'partials',
      surface: head.surface === 'tail' ? 'tail' : 'logpush',
      bytes: String(bytes),
      counts: {
        ...{ records: head.records, events: head.events, usageLines: head.usage_lines },
        ...{ rejects: head.rejects, truncatedRecords: head.truncated_records },
        ...{ firstMs: head.first_ms || null, lastMs: head.last_ms || null },
      },
      unknowns: await unknownsIn(workspace, path),
    },
    {
      path,
      hours: sectionSql(path, 'hours'),
      islands: isAsked(head) ? sectionSql(path, 'islands') : islandsSql(path),
    },
  );
  await addSources(workspace, { loadKey, digest }, path);
  if (isAsked(head)) await addDay(workspace, loadKey, head);
}

/** @throws FlaretallyError E_PARTIALS_OVERLAP if the day was asked of another server, or twice */
async function replaceDay(
  db: Database,
  path: string,
  head: AskedHead,
  others: readonly PartialHead[],
): Promise<void> {
  const twice = others.filter(isAsked).find((one) => {
    const isTable = tableOf(one.source) === tableOf(head.source);
    return isTable && one.day === head.day && one.account === head.account;
  });
  if (twice) throw isTwice(path, `${twice.source} ${twice.day}`, 'in this load');
  const earlier = await loadsOfDay(db, head.account, head);
  const other = earlier.find(({ source }) => source !== head.source);
  if (other) throw isTwice(path, other.source_file, `loaded as ${other.load_id.slice(0, 12)}`);
  await makeWay(db, earlier);
}

/** @throws FlaretallyError E_PARTIALS_FORMAT, E_ACCOUNT_OTHER */
async function headOf(
  db: Database,
  { path, columns }: InputFile,
  context: LoadContext,
): Promise<PartialHead> {
  const { account } = context;
  const missing = SECTION_COLUMNS.filter((name) => !columns?.some(([own]) => own === name));
  if (missing.length > 0)
    throw new FlaretallyError({
      code: 'E_PARTIALS_COLUMNS',
      what: `${path} lacks columns of partial sums`,
      why: missing.join(', '),
      fix: 'load the file that flaretally logs summarize wrote; nothing was loaded',
      exit: EXIT.failed,
    });
  const head = await partialHead(db, path);
  if (head.format !== PARTIALS_FORMAT || head.account === undefined)
    throw new FlaretallyError({
      code: 'E_PARTIALS_FORMAT',
      what: `${path} has partial sums in a form that this version does not read`,
      why:
        head.format === undefined
          ? 'the file says no form: another program wrote it again'
          : `its form is ${head.format}, and this version reads ${PARTIALS_FORMAT}`,
      fix: 'summarize the logs again, with the version that loads them',
      exit: EXIT.failed,
    });
  if (account !== undefined && head.account !== '' && account !== head.account)
    throw usageError(
      'E_ACCOUNT_OTHER',
      `${path} has logs of the account ${head.account}, not of ${account}`,
      'check --account, and the file',
    );
  // A day of a table was perhaps asked for without an account.
  return { ...(head as PartialHead), account: head.account || context.requireAccount(path) };
}

function isTwice(path: string, other: string, where: string): FlaretallyError {
  return new FlaretallyError({
    code: 'E_PARTIALS_OVERLAP',
    what: `${path} would count ${other} twice`,
    why: `a table of this name on another host is the same table, and that day of it is ${where}`,
    fix: 'nothing was loaded: name one address only, or undo the other load first',
    exit: EXIT.failed,
  });
}

function overlaps(path: string, held: { source_file: string; held_by: string | null }) {
  const { source_file, held_by } = held;
  return new FlaretallyError({
    code: 'E_PARTIALS_OVERLAP',
    what: `${path} would count ${source_file} twice`,
    why:
      held_by === null
        ? 'that log file was loaded before, by itself'
        : `the partial sums ${held_by}, which were loaded before, have that log file too`,
    fix: `nothing was loaded: undo the other load, or summarize the logs again without that file`,
    exit: EXIT.failed,
  });
}
