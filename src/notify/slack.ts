import { usd } from '../money.ts';
import { visible } from '../words/visible.ts';
import { type Notice, type NoticeLine, type NoticeResult, worstOf } from './notice.ts';

/** Characters that a section of a message may have. */
const ROOM = 2_900;

/** A message for an incoming webhook: one sentence, the worst lines, what to look at. */
export function slackBody(notice: Notice): object {
  const lines = [
    `*${escaped(notice.says)}*`,
    ...notice.failures.map(({ step, code, says }) => escaped(`- ${step}: ${says} (${code})`)),
    ...notice.results.flatMap(linesOf),
    ...(notice.link === undefined ? [] : [`<${notice.link}|The run>`]),
  ];
  const text = fitting(lines);
  return {
    text: escaped(notice.says),
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }],
  };
}

function linesOf(result: NoticeResult): string[] {
  const [first] = result.look_at;
  return [
    ...worstOf(result).map((line) => escaped(`- ${lineSays(line)}`)),
    ...(first === undefined ? [] : [escaped(`Look at: ${first}`)]),
    `\`${escaped(result.next).replaceAll('`', "'")}\``,
  ];
}

function lineSays({ line, status, predicted_usd, invoiced_usd, variance_usd }: NoticeLine): string {
  const amounts = `predicted ${usd(predicted_usd)}, invoiced ${usd(invoiced_usd)}`;
  return `${line}: ${usd(variance_usd)} (${status.replaceAll('_', ' ')}; ${amounts})`;
}

/** As many whole lines as there is room for. */
function fitting(lines: readonly string[]): string {
  let text = '';
  for (const line of lines) {
    const cut = line.length > ROOM ? `${line.slice(0, ROOM / 2)}...` : line;
    if (text.length + cut.length >= ROOM) return `${text}\n...`;
    text += `${text === '' ? '' : '\n'}${cut}`;
  }
  return text;
}

/** A name from outside must neither mention anybody nor be a link or a style. */
function escaped(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[*_~`]/g, (sign) => `${sign}\u2060`);
}
