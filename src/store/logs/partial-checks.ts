import { EXIT, FlaretallyError } from '../../errors.ts';
import { columnsOfBuilt } from '../insert.ts';
import { identifier } from '../quote.ts';
import type { Part, Sections } from './part.ts';
import { hasItsRows } from './partial-file.ts';
import type { LogWorkspace } from './workspace.ts';

type Checked = Pick<Part, 'says' | 'counts'>;

/** Types in which a whole number is exact. */
const WHOLE = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?(\[\])?$/;

/**
 * The SQL of a section with the declared columns in the declared types.
 * @throws FlaretallyError E_PARTIALS_COLUMNS for a column that is missing or not of its type
 */
export async function requireColumns(
  workspace: LogWorkspace,
  section: keyof Sections,
  sql: string,
  { says }: Checked,
): Promise<string> {
  const { db } = workspace;
  const declared = await columnsOfBuilt(db, workspace.whole(`raw.log_partial_${section}`));
  const { columns } = await db.query(`from (${sql}) limit 0`);
  const found = new Map(columns.map(({ name, type }) => [name, type]));
  const bad = declared.filter(([name, type]) => {
    const own = found.get(name);
    return own === undefined || !(own === type || isWhole(own, type));
  });
  if (bad.length > 0)
    throw new FlaretallyError({
      code: 'E_PARTIALS_COLUMNS',
      what: `${says} lacks columns of partial sums`,
      why: bad.map(([name, type]) => `${section}: ${name} ${type}`).join(', '),
      fix: FIX,
      exit: EXIT.failed,
    });
  const cast = declared.map(
    ([name, type]) => `${identifier(name)}::${type} as ${identifier(name)}`,
  );
  return `select ${cast.join(', ')} from (${sql})`;
}

/** Whether values of the type are exact in the other, which has 64 bits. */
function isWhole(own: string, type: string): boolean {
  return WHOLE.test(own) && type === (own.endsWith('[]') ? 'BIGINT[]' : 'BIGINT');
}

/**
 * Sums that are not those that were counted belong to a damaged file or a partial answer.
 * @throws FlaretallyError E_PARTIALS_DAMAGED
 */
export async function requireSums(workspace: LogWorkspace, part: Checked): Promise<void> {
  const { db } = workspace;
  const [fault] = await db.rows<{ fault: string; rows: string }>(
    `select fault, rows from ${workspace.read('logs.partial_faults')} order by fault`,
  );
  if (fault) throw damaged(part, `${fault.fault}, in ${fault.rows} row(s)`);
  const sum = (column: string, of: 'hours' | 'usage_hours') =>
    `(select coalesce(sum(${column}), 0)::varchar from ${workspace.read(`logs.partial_${of}`)})`;
  const [sums] = await db.rows<{ events: string; lines: string }>(
    `select ${sum('events', 'hours')} as events, ${sum('lines', 'usage_hours')} as lines`,
  );
  const { events, usageLines } = part.counts;
  if (sums?.events === events && sums.lines === usageLines) return;
  throw damaged(
    part,
    `it counts ${events} event(s) and ${usageLines} usage line(s), and its sums have ` +
      `${sums?.events} and ${sums?.lines}`,
  );
}

/**
 * Refuses a file whose rows are not those that were written, where it says so.
 * @throws FlaretallyError E_PARTIALS_DAMAGED
 */
export async function requireRows({ db }: LogWorkspace, path: string): Promise<void> {
  if (await hasItsRows(db, path)) return;
  throw damaged({ says: path }, 'its rows do not come to the checksum that was written with them');
}

const FIX = 'fetch or summarize it again; nothing was loaded';

function damaged({ says }: Pick<Part, 'says'>, why: string): FlaretallyError {
  const what = `${says} is damaged or incomplete`;
  return new FlaretallyError({ code: 'E_PARTIALS_DAMAGED', what, why, fix: FIX });
}
