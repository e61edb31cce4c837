import { cronText } from './cron.ts';
import { githubText } from './github.ts';
import type { Place, Schedule } from './place.ts';
import { serviceText, timerText } from './systemd.ts';

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
  const values = secrets.map((name) => `${name}=...`).join(' and ');
  const envFile = `write ${values} into .env, chmod 600`;
  if (schedule === 'github')
    return [
      ...secrets.map((name) => `gh secret set ${name}`),
      'commit and push flaretally.jsonc and what was written beside it, then: ' +
        'gh workflow run flaretally.yml',
    ];
  if (schedule === 'cron') return [envFile, '(crontab -l; cat flaretally.crontab) | crontab -'];
  return [
    envFile,
    `systemctl --user link "${folder}/systemd/flaretally.service"`,
    `systemctl --user enable --now "${folder}/systemd/flaretally.timer"`,
    'loginctl enable-linger, so that it runs while you are not logged in',
  ];
}
