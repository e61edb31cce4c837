import { usd } from '../money.ts';
import type { Notice, NoticeLine, NoticeResult } from './notice.ts';

/** JUnit XML: a test case for each line of a statement, and one for each step of the run. */
export function junitXml({ steps, results, failures }: Notice): string {
  const broken = new Map(failures.map((failure) => [failure.step, failure]));
  const cases = steps.map(({ step, outcome, says, duration_ms }) => {
    const failure = broken.get(step);
    const error = failure && element('error', { message: failure.says, type: failure.code });
    const skipped = outcome === 'skipped' ? element('skipped', { message: says }) : undefined;
    const time = `${(duration_ms / 1000).toFixed(3)}`;
    return testcase({ classname: 'flaretally.run', name: step, time }, error ?? skipped);
  });
  const errors = failures.length;
  const run = suite({ name: 'run', tests: `${cases.length}`, errors: `${errors}` }, cases);
  const all = [run, ...results.map(suiteOf)].join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${all}</testsuites>\n`;
}

function suiteOf(result: NoticeResult): string {
  const { account, period, lines } = result;
  const name = `${account} ${period.starts_on}..${period.ends_on}`;
  const failed = lines.filter(({ is_beyond_tolerance }) => is_beyond_tolerance).length;
  const cases = lines.map((line) => {
    const says = failureOf(line);
    const failure = line.is_beyond_tolerance
      ? element('failure', { message: says, type: line.status })
      : undefined;
    return testcase({ classname: `flaretally.${account}`, name: line.line }, failure);
  });
  return suite({ name, tests: `${cases.length}`, failures: `${failed}` }, cases);
}

function failureOf({ status, predicted_usd, invoiced_usd, variance_usd }: NoticeLine): string {
  return (
    `${status.replaceAll('_', ' ')}: variance ${usd(variance_usd)}, ` +
    `predicted ${usd(predicted_usd)}, invoiced ${usd(invoiced_usd)}`
  );
}

type Attributes = Readonly<Record<string, string>>;

function suite(attributes: Attributes, cases: readonly string[]): string {
  return `  <testsuite${attributeText(attributes)}>\n${cases.join('')}  </testsuite>\n`;
}

function testcase(attributes: Attributes, inner: string | undefined): string {
  const open = `    <testcase${attributeText(attributes)}`;
  return inner === undefined ? `${open}/>\n` : `${open}>\n      ${inner}\n    </testcase>\n`;
}

function element(name: string, attributes: Attributes): string {
  return `<${name}${attributeText(attributes)}/>`;
}

function attributeText(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
}

/** XML 1.0 has no way to write other control characters, nor halves of surrogates. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;');
}
