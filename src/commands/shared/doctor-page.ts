import type { Line } from '../../doctor/line.ts';
import { visible } from '../../words/visible.ts';

/** Width of the column of names. The words of a longer name follow it on the same line. */
const WIDEST = 22;

/** A line for each examination, what to do below it, and a count at the end. */
export function doctorPage(lines: readonly Line[], isOffline: boolean): string {
  const width = Math.min(WIDEST, Math.max(...lines.map(({ check }) => check.length)));
  const margin = ' '.repeat(6 + width + 2);
  const body = lines.flatMap(({ status, check, says, fix }) => [
    visible(`${status.padEnd(4)}  ${check.padEnd(width)}  ${says}`),
    ...(fix === undefined ? [] : [visible(`${margin}do: ${fix}`)]),
  ]);
  const count = (wanted: Line['status']) => lines.filter(({ status }) => status === wanted).length;
  const network = isOffline ? ' Nothing was asked over the network (--offline).' : '';
  const foot = `${count('ok')} ok, ${count('warn')} warn, ${count('fail')} fail.${network}`;
  return [...body, '', foot, ''].join('\n');
}
