import type { Place } from './schedule.ts';

/** A workflow of GitHub Actions that runs each night. Secrets are named, never held. */
export function githubText({ version, secrets, db, reports }: Place): string {
  const env = secrets.map((name) => `          ${name}: \${{ secrets.${name} }}`).join('\n');
  return `# The nightly run of flaretally. It ends with the exit code of the run, which fails the job:
#   0 reconciled        1 failed               2 wrong usage or configuration
#   3 variance beyond the tolerance            4 the token is refused
#   5 usage does not cover the period
#
# The database is kept in the cache between runs. GitHub deletes a cache that is not used for
# 7 days: the run then fetches again what Cloudflare still has, so keep a copy of
# ${db} elsewhere. Who can read the repository can read its artifacts and caches:
# it must be private.
name: flaretally

on:
  schedule:
    - cron: '17 6 * * *' # UTC; Cloudflare has most of the day before by then
  workflow_dispatch:

permissions:
  contents: read

# One run writes the database at a time; the next one waits.
concurrency:
  group: flaretally
  cancel-in-progress: false

jobs:
  run:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - name: Get the database of the last run
        uses: actions/cache/restore@v4
        with:
          path: ${db}
          key: flaretally-\${{ github.run_id }}-\${{ github.run_attempt }}
          restore-keys: flaretally-
      - name: Run
        run: npx --yes flaretally@${version} run
        env:
${env}
      - name: Keep the database
        if: \${{ !cancelled() && hashFiles('${db}') != '' }}
        uses: actions/cache/save@v4
        with:
          path: ${db}
          key: flaretally-\${{ github.run_id }}-\${{ github.run_attempt }}
      - name: Keep the reports
        if: \${{ !cancelled() }}
        uses: actions/upload-artifact@v4
        with:
          name: flaretally-reports
          path: ${reports}
          if-no-files-found: ignore
          retention-days: 90
`;
}
