import { renderTerms } from '../../reports/terms.ts';
import { DOT_NAMES, type DotName } from './names.ts';

const HELP: Readonly<Record<DotName, readonly [usage: string, says: string]>> = {
  tables: [
    '.tables [PATTERN]',
    'relations by layer, each with its sentence; a pattern is a part of a name, * is any text',
  ],
  schema: ['.schema NAME', 'columns of a relation with type and meaning'],
  explain: ['.explain [SQL]', 'the plan of a statement, or of the next one'],
  mode: ['.mode table|csv|json|md|line', 'how rows are shown; line is a line for each column'],
  width: ['.width N|auto', 'width of tables; auto is that of the terminal'],
  rows: ['.rows N|all', 'rows that are shown, 200 at first'],
  timer: ['.timer on|off', 'whether the time of a statement is shown'],
  once: [
    '.once FILE',
    'all rows of the next statement go to a new file; .csv, .json and .md say the format',
  ],
  save: ['.save NAME', 'keeps the last statement; a name with a slash or .sql is a file'],
  read: [
    '.read [NAME] [PARAMETER=VALUE ...]',
    'runs a saved query or a file; values for $PARAMETER that are not given are asked for; ' +
      'without a name it lists the saved queries',
  ],
  help: ['.help [COMMAND]', 'this list, or a line of it'],
  quit: ['.quit', 'ends the shell, as Ctrl-D does'],
};

const KEYS =
  '\nA statement ends with a semicolon and may have several lines. Tab completes, Up\n' +
  'brings back. Ctrl-C stops a statement or clears the line.\n';

/** Help for one command, or for all. */
export function helpText(name: DotName | undefined): string {
  if (name !== undefined) return renderTerms([HELP[name]]);
  return renderTerms(DOT_NAMES.map((one) => HELP[one])) + KEYS;
}
