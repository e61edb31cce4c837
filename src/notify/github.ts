import { usd } from '../money.ts';
import type { Notice } from './notice.ts';

/** A step of GitHub Actions may write a summary of this many bytes. */
const SUMMARY = 1024 * 1024;

const CUT = '\n\nThis summary was cut: GitHub takes 1 MiB.\n';

/**
 * Markdown as it fits into the summary of a step: cut at the end of a line.
 * @param taken bytes that the step has written there before
 * @returns undefined if there is no room left
 */
export function summaryText(markdown: string, taken: number): string | undefined {
  const room = SUMMARY - taken - 1;
  if (Buffer.byteLength(markdown) <= room) return markdown;
  const bytes = Buffer.from(markdown).subarray(0, Math.max(0, room - CUT.length));
  const end = bytes.lastIndexOf('\n');
  return end < 0 ? undefined : `${bytes.subarray(0, end).toString('utf8')}${CUT}`;
}

/** Workflow commands that GitHub shows beside a run: failed steps, then lines beyond tolerance. */
export function annotations({ failures, results }: Notice): string {
  const failed = failures.map(({ step, code, says }) => command('error', `${step}: ${code}`, says));
  const lines = results.flatMap((result) =>
    result.lines
      .filter(({ is_beyond_tolerance }) => is_beyond_tolerance)
      .map(({ line, status, predicted_usd, invoiced_usd, variance_usd }) =>
        command(
          'warning',
          `${line}: ${usd(variance_usd)}`,
          `${status.replaceAll('_', ' ')}: predicted ${usd(predicted_usd)}, ` +
            `invoiced ${usd(invoiced_usd)}`,
        ),
      ),
  );
  return [...failed, ...lines].join('');
}

/** Nothing in a title or a message may begin another command. */
function command(kind: 'error' | 'warning', title: string, message: string): string {
  const inner = escaped(title).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return `::${kind} title=${inner}::${escaped(message)}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The page of the workflow run, by the variables that GitHub sets. */
export function runLink(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  if (!server || !repository || !run) return undefined;
  const link = `${server}/${repository}/actions/runs/${run}`;
  return /^https:\/\/[\w./-]+$/.test(link) ? link : undefined;
}
