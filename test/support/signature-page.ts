// docs/signatures.md: a section a behaviour, written from report.known_behaviours alone.
import { code, escaped } from '../../src/reports/markdown.ts';
import { Database } from '../../src/store/database.ts';
import { newEmptyDatabase } from './empty-database.ts';

type Row = Readonly<Record<string, string | null>>;

const HEAD = `# Behaviours that cost money

\`flaretally report savings\` shows which of these an account has, and what the bill would be less without each. This page is written
from \`queries/ref/signatures.csv\` and \`signature_figures.csv\` by \`npm run update\`; \`flaretally report known_behaviours\` has the same as
data. [How a saving is computed](billing.md#what-a-behaviour-costs).

A behaviour is told by days of a resource: an object, a script, a database, a namespace, a bucket. The span of an object's day goes from its
first hour of activity to its last; where its answers have no hours, it is the whole day. Requests and messages are all that wakes an object:
requests, RPC calls, alarms, WebSocket messages.

Without the behaviour, the usage that a section names would not be there on those days: all of it, or the part that is too much where that
is known. That is what fails or is listed, what a median of CPU time or of earlier days leaves over, half of a doubled schedule, the
reads of a queue that no delete follows, what is retrieved over the sixtieth of Infrequent Access that pays for itself each day, and all
log events but one a request.

What the data cannot tell: Cloudflare counts WebSocket messages and not their content, so a socket that clients ping is told by how often
messages come, and pings beside real messages look like messages. Bytes of messages are in no dataset.
`;

/** What the page is made of: a row a behaviour, all as text, in the order of the names. */
export async function readBehaviours(): Promise<Row[]> {
  const db = await Database.open(newEmptyDatabase());
  try {
    const { rows } = await db.query('select * from report.known_behaviours order by signature');
    return rows as unknown as Row[];
  } finally {
    db.close();
  }
}

/** The whole page. */
export function signaturePage(behaviours: readonly Row[]): string {
  return [HEAD, ...behaviours.map(section)].join('\n');
}

function section(row: Row): string {
  const name = String(row.name);
  const per = row.measured_per ? `, compared with ${codes(row.measured_per)}` : '';
  const lines = [
    `- Told ${dayOf(row)} ${escaped(String(row.told_when))}.`,
    ...(row.measured ? [`- Measured: ${codes(row.measured)}${per}.`] : []),
    `- ${String(row.is_saving) === 'true' ? 'Would not be there' : 'Without an owner'}: ${spared(row)}.`,
    `- To end it, [${escaped(String(row.cure))}](${row.cure_url}).`,
    `- [Source](${row.source_url})`,
  ];
  const title = `## ${name.charAt(0).toUpperCase()}${name.slice(1)} (\`${row.signature}\`)`;
  return `${title}\n\n${lines.join('\n')}\n`;
}

/** The numbers are of one day, unless the words say of which. */
function dayOf({ told_when: words }: Row): string {
  return /\bevery day\b/.test(`${words}`) ? 'when' : 'of a day when';
}

function spared({ spared: figures, is_part }: Row): string {
  if (!figures) return 'what the meter has over the median of the days before';
  return `${String(is_part) === 'true' ? 'the measured part of ' : ''}${codes(figures)}`;
}

const codes = (figures: string) => figures.split(', ').map(code).join(', ');
