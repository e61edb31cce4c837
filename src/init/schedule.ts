import { cronText } from './cron.ts';
import { githubText } from './github.ts';
import { serviceText, timerText } from './systemd.ts';

export const SCHEDULES = ['github', 'systemd', 'cron'] as const;
export type Schedule = (typeof SCHEDULES)[number];

/** What a schedule needs to know of the place that it runs in. */
export interface Place {
  /** Absolute path of the folder with the configuration. */
  folder: string;
  /** The words that start the program, absolute paths first: `/usr/bin/node .../cli.js`. */
  program: readonly string[];
  /** Version of this package. */
  version: string;
  /** Names of the environment variables that hold secrets. */
  secrets: readonly string[];
  /** The database and the folder of reports, from the folder. */
  db: string;
  reports: string;
}

/** The files of a schedule by their paths from the folder. */
export function scheduleFiles(schedule: Schedule, place: Place): Record<string, string> {
  if (schedule === 'github') return { '.github/workflows/flaretally.yml': githubText(place) };
  if (schedule === 'cron') return { 'flaretally.crontab': cronText(place) };
  return {
    'systemd/flaretally.service': serviceText(place),
    'systemd/flaretally.timer': timerText(),
  };
}

/** How to put a schedule into use, a step a line. */
export function scheduleSteps(schedule: Schedule, { folder, secrets }: Place): string[] {
  const envFile = `write ${secrets.map((name) => `${name}=...`).join(' and ')} into .env, chmod 600`;
  if (schedule === 'github')
    return [
      ...secrets.map((name) => `gh secret set ${name}`),
      'commit .github/workflows/flaretally.yml, then: gh workflow run flaretally.yml',
    ];
  if (schedule === 'cron') return [envFile, '(crontab -l; cat flaretally.crontab) | crontab -'];
  return [
    envFile,
    `systemctl --user link "${folder}/systemd/flaretally.service"`,
    `systemctl --user enable --now "${folder}/systemd/flaretally.timer"`,
    'loginctl enable-linger, so that it runs while you are not logged in',
  ];
}
