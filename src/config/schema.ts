import { z } from 'zod';

const text = z.string('is not a text in quotes').trim().min(1, 'is empty');
const flag = z.boolean('is not true or false');

/** One text, or several in brackets. */
const list = z
  .union([text, z.array(text)], 'is neither a text nor a list of texts')
  .transform((given) => (typeof given === 'string' ? [given] : given));

const account = text.regex(/^[0-9a-f]{32}$/i, 'is not an account id: 32 hexadecimal digits');

/** The name of an environment variable, never what it holds. */
const variable = text.regex(
  /^[A-Z_][A-Z0-9_]{0,63}$/,
  'is not the name of an environment variable, such as CLOUDFLARE_API_TOKEN',
);

const anchor = z
  .int('is not a day of the month, 1 to 31')
  .min(1, 'is not a day of the month, 1 to 31')
  .max(31, 'is not a day of the month, 1 to 31');

/** The reader of the flag is stricter: this is to find a mistake with its line. */
const tolerance = text.regex(
  /^(\d+(\.\d+)?(%|usd)(, *|$)){1,2}$/i,
  'is not a tolerance: write "0.5%", "1.00usd" or "0.5%,1.00usd"',
);

const SAYS = {
  account: 'Cloudflare account, 32 hexadecimal digits',
  token: 'name of the environment variable that holds the API token, not the token',
  anchor: 'day of the month on which billing periods start, where no invoice or API says it',
  plan: 'plan of the account, by its name in ref.plans',
} as const;

const accountSettings = {
  token: variable.optional().describe(SAYS.token),
  anchor: anchor.optional().describe(SAYS.anchor),
  plan: text.optional().describe(SAYS.plan),
};

const accounts = z
  .array(
    z.strictObject({
      account: account.describe(SAYS.account),
      name: text.optional().describe('a name of yours, which --account takes too'),
      ...accountSettings,
    }),
  )
  .refine(
    (all) => new Set(all.map((one) => one.account.toLowerCase())).size === all.length,
    'names an account twice',
  )
  .refine((all) => {
    const names = all.flatMap(({ name }) => name ?? []);
    return new Set(names).size === names.length;
  }, 'gives a name to two accounts');

const pull = z.strictObject({
  only: list.optional().describe('products or datasets to ask for; all without it'),
  by: list.optional().describe('kinds of the tenant map by which usage is divided too'),
  save: text.optional().describe('folder in which the answers are kept'),
});

const FORMS = ['html', 'md', 'csv', 'json', 'xlsx', 'parquet', 'arrow'] as const;
const reports = z.strictObject({
  folder: text.optional().describe('folder that reports are written to'),
  forms: z
    .array(z.enum(FORMS, `is not a form of a report: ${FORMS.join(', ')}`))
    .optional()
    .describe('forms of the reports'),
});

const notify = z.strictObject({
  slack: variable.optional().describe('environment variable that holds the Slack webhook URL'),
  webhook: variable.optional().describe('environment variable that holds the URL of a webhook'),
  on: z
    .enum(['change', 'failure', 'always'], 'is not change, failure or always')
    .optional()
    .describe('when to notify: change (also on failure), failure or always'),
  githubSummary: flag.optional().describe('write the step summary of GitHub Actions'),
  annotations: flag.optional().describe('print annotations of GitHub Actions'),
  junit: text.optional().describe('file for a JUnit report'),
  prometheus: text.optional().describe('file for the textfile collector of Prometheus'),
});

/** Everything that `flaretally.jsonc` may say. The published JSON Schema is made from this. */
export const configSchema = z.strictObject({
  $schema: text.optional().describe('where editors find the JSON Schema of this file'),
  account: account.optional().describe(`${SAYS.account}; used without --account`),
  accounts: accounts.optional().describe('all accounts that run takes care of'),
  ...accountSettings,
  db: text.optional().describe('the database file'),
  tenants: list.optional().describe('tenant maps: files'),
  prices: list.optional().describe('price lists of tenants: files'),
  policies: list.optional().describe('allocation policies: files'),
  budgets: list.optional().describe('budgets: files'),
  invoices: list.optional().describe('folders or bucket prefixes in which new invoices arrive'),
  logs: list
    .optional()
    .describe('folders, patterns, bucket prefixes or tables in which logs arrive'),
  mapping: text.optional().describe('file that says what a table of logs calls the fields'),
  pull: pull.optional().describe('what is asked of Cloudflare'),
  tolerance: tolerance
    .optional()
    .describe('by how much a line may differ: a share, dollars, or both'),
  scenario: text.optional().describe('how to read the price rules; base without it'),
  queries: text.optional().describe('folder of rules that replace the built-in ones by path'),
  reports: reports.optional().describe('what is written after each run'),
  notify: notify.optional().describe('who is told, and when'),
});

/** The settings of a file, lists as lists. */
export type Settings = z.output<typeof configSchema>;
