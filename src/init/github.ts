import type { Place } from './place.ts';
import { filled } from './template.ts';

/** A workflow of GitHub Actions that runs each night. Secrets are named, never held. */
export function githubText({ version, secrets, db, reports }: Place): string {
  const env = secrets.map((name) => `          ${name}: \${{ secrets.${name} }}`);
  const values = { VERSION: version, ENV: env.join('\n'), DB: db, REPORTS: reports };
  return filled('flaretally.yml', values);
}
