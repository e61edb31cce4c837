import type { Notice, NoticeResult } from './notice.ts';

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: string | null];

/** A file for the textfile collector of node_exporter. Values are the digits of the database. */
export function prometheusText({ exit, at, results, steps }: Notice): string {
  const ended = `${Math.floor(Date.parse(at) / 1000)}`;
  const failed = steps.filter(({ outcome }) => outcome === 'failed').length;
  return [
    gauge('run_exit_code', 'Exit code of the last run.', [[{}, `${exit}`]]),
    gauge('run_time_seconds', 'When the last run ended.', [[{}, ended]]),
    gauge('run_failed_steps', 'Steps of the last run that failed.', [[{}, `${failed}`]]),
    gauge(
      'predicted_usd',
      'Predicted total of the period, before tax.',
      each(results, 'predicted'),
    ),
    gauge('invoiced_usd', 'Invoiced total of the period, before tax.', each(results, 'invoiced')),
    gauge('variance_usd', 'Invoiced less predicted.', each(results, 'variance')),
    gauge('period_exit_code', 'Exit code of the reconciliation of the period.', [
      ...results.map((one): Sample => [labelsOf(one), `${one.exit}`]),
    ]),
    gauge('days_complete', 'Days with complete usage.', days(results, 'days_complete')),
    gauge('days_expected', 'Days that need usage.', days(results, 'days_expected')),
  ].join('');
}

function labelsOf({ account, period }: NoticeResult): Labels {
  return { account, period: `${period.starts_on}..${period.ends_on}` };
}

function each(results: Notice['results'], of: 'predicted' | 'invoiced' | 'variance'): Sample[] {
  return results.map((one) => [labelsOf(one), one[`${of}_usd`]]);
}

function days(results: Notice['results'], of: 'days_complete' | 'days_expected'): Sample[] {
  return results.flatMap((one) =>
    one.coverage.map((own): Sample => [{ ...labelsOf(one), dataset: own.dataset }, `${own[of]}`]),
  );
}

/** A metric and its samples. An unknown amount has no sample, because it is not zero. */
function gauge(name: string, help: string, samples: readonly Sample[]): string {
  const known = samples.filter(([, value]) => value !== null);
  if (known.length === 0) return '';
  const full = `flaretally_${name}`;
  const lines = known.map(([labels, value]) => `${full}${labelText(labels)} ${value}\n`);
  return `# HELP ${full} ${help}\n# TYPE ${full} gauge\n${lines.join('')}`;
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
