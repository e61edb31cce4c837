import type { Answers, Nearby, Sources } from './answers.ts';

/** Where editors find what a setting may be, if the package is installed in the project. */
const SCHEMA = './node_modules/flaretally/docs/schemas/config.schema.json';

/** The folder in which invoices arrive, from that of the configuration. */
export const INVOICES = 'invoices/';

/** The text of a new `flaretally.jsonc`: the answers, and what else can be set, as comments. */
export function configText(
  { account, token, anchor, logs }: Answers,
  sources: Sources,
  nearby: readonly Nearby[],
): string {
  return `{
  "$schema": ${json(SCHEMA)},

  // Paths are from this folder. A flag wins over its environment variable, that over this file.
  // flaretally config prints what counts, and where it came from. Do not write a secret here:
  // settings name the environment variables that hold them.

  // The account${sources.account}.
${nearbyText(account, nearby)}  "account": ${json(account)},

  // The environment variable with the API token. flaretally doctor names what the token lacks.
  "token": ${json(token)},

  // The day of the month on which billing periods start${sources.anchor}.
  ${anchor === undefined ? '// "anchor": 4' : `"anchor": ${anchor}`},

  // One file holds everything. It contains bills: keep it out of git, and copy it as a backup.
  "db": "flaretally.duckdb",

  // What is put into these places is loaded by the next flaretally run. A file that was loaded
  // before is skipped.
  "invoices": [${json(INVOICES)}],
${logsText(logs)}

  // Who owns what: without a map everything is unattributed.
  // "tenants": ["tenants.csv"],

  // By how much a line may differ before a run ends with exit code 3.
  // "tolerance": "0.5%,1.00usd",

  // What each run writes.
  "reports": { "folder": "reports/", "forms": ["html"] },

  // Who is told, only when something has changed or failed. A webhook URL is a secret: name the
  // environment variable that holds it.
  // "notify": { "slack": "SLACK_WEBHOOK_URL", "on": "change" },
}
`;
}

function logsText(logs: readonly string[]): string {
  if (logs.length > 0) return `  "logs": [${logs.map(json).join(', ')}],`;
  return '  // "logs": ["logs/", "s3://my-logs/trace-events/{DATE}"],';
}

/** What was found beside, and accounts that are not the chosen one. */
function nearbyText(account: string, nearby: readonly Nearby[]): string {
  const others = [...new Set(nearby.flatMap((own) => own.accounts))].filter((id) => id !== account);
  const lines = [
    ...nearby.map(({ says }) => `Found nearby: ${says}.`),
    ...others.map(
      (id) => `Another account is named nearby, ${id}: add it to "accounts" if need be.`,
    ),
  ];
  return lines.map((line) => `  // ${line}\n`).join('');
}

function json(text: string): string {
  return JSON.stringify(text);
}
