import { usd } from '../money.ts';
import { visible } from '../words/visible.ts';
import { type Notice, type NoticeLine, type NoticeResult, worstOf } from './notice.ts';

/** Characters that a section of a message may have. */
const ROOM = 2_900;

/** A message for an incoming webhook: one sentence, the worst lines, what to look at. */
export function slackBody({ says, failures, results, ahead, link }: Notice): object {
  const lines = [
    says,
    ...failures.map((one) => `- ${one.step}: ${one.says} (${one.code})`),
    ...results.flatMap(linesOf),
    ...ahead.flatMap(({ lines: seen }) => seen.map((line) => `- ${line}`)),
  ];
  // Plain text has neither mentions nor links, whatever names from outside hold.
  const section = { type: 'plain_text', text: fitting(lines.map(visible)), emoji: false };
  const page = link === undefined ? [] : [linkBlock(link)];
  return { text: escaped(visible(says)), blocks: [{ type: 'section', text: section }, ...page] };
}

function linkBlock(link: string): object {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: `<${link}|The run>` }] };
}

function linesOf(result: NoticeResult): string[] {
  const [first] = result.look_at;
  return [
    ...worstOf(result).map((line) => `- ${lineSays(line)}`),
    ...(first === undefined ? [] : [`Look at: ${first}`]),
    result.next,
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

/** The text of the notification itself is always read for mentions and links. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
