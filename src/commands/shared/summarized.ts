import { KIND_SAYS } from '../../sources/detect.ts';
import type { Summary } from '../../summarize.ts';
import { visible } from '../../words/visible.ts';

/** What a file of partial sums has, and what was left out of it. */
export function summaryText(out: string, summary: Summary): string {
  const { files, events, usage_lines, duplicates, rejects, truncated_records } = summary;
  const lines = [
    `${out}: ${events} event(s) and ${usage_lines} usage line(s) of ${files} log file(s)`,
    ...told(summary),
    ...counted(duplicates, 'log event(s) were delivered more than once: each is counted once'),
    ...counted(rejects, 'row(s) could not be read: report rejects names them after a load'),
    ...counted(truncated_records, 'log record(s) have messages that the exporter cut off'),
    ...summary.leftOut.map(
      ({ path, kind }) => `left out: ${path}${kind === undefined ? '' : `, ${KIND_SAYS[kind]}`}`,
    ),
    'load each log file in one file of partial sums only: an event in two of them counts twice',
  ];
  return lines.map((line) => `${visible(line)}\n`).join('');
}

function told({ first_ms, last_ms }: Summary): string[] {
  if (first_ms === '') return [];
  return [`from ${utc(first_ms)} to ${utc(last_ms)} UTC, events that began then`];
}

function utc(ms: string): string {
  return new Date(Number(ms)).toISOString().slice(0, 16).replace('T', ' ');
}

function counted(count: string, says: string): string[] {
  return count === '0' ? [] : [`${count} ${says}`];
}
