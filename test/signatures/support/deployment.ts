// Answers of the REST API with the deployments of a script.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const EMAIL = 'someone@example.com';

/** A deployment as the API lists it, with who made it. */
export function deployment(id: string, at: string, message?: string) {
  return {
    id: `${id}-0000-4000-8000-000000000000`,
    created_on: at,
    source: 'wrangler',
    strategy: 'percentage',
    author_email: EMAIL,
    annotations: {
      'workers/triggered_by': 'upload',
      ...(message === undefined ? {} : { 'workers/message': message }),
    },
    versions: [{ version_id: `${id}-1111-4000-8000-000000000000`, percentage: 100 }],
  };
}

/** An answer in its envelope, whose request alone names the script. */
export function deploymentsAnswer(account: string, script: string, deployments: readonly object[]) {
  const path = `/accounts/${account}/workers/scripts/${encodeURIComponent(script)}/deployments`;
  return {
    flaretally: 1,
    captured_at: '2026-10-13T06:00:00Z',
    account,
    dataset: 'rest/workers_deployments',
    request: { method: 'GET', path, parameters: [] },
    response: { result: { deployments }, success: true, errors: [], messages: [] },
  };
}

export function saveDeployments(
  folder: string,
  account: string,
  script: string,
  deployments: readonly object[],
): void {
  const text = JSON.stringify(deploymentsAnswer(account, script, deployments));
  writeFileSync(join(folder, `deployments-${script}.json`), text);
}
