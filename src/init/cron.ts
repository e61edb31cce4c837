import type { Place } from './place.ts';
import { filled } from './template.ts';

/** A line of a crontab, with what it needs. */
export function cronText({ folder, program, secrets }: Place): string {
  const command = [...program, 'run'].map(word).join(' ');
  const steps = [`cd ${word(folder)}`, 'umask 077', 'set -a', '. ./.env', 'set +a', command];
  const line = `${steps.join(' && ')} >> flaretally.log 2>&1`;
  return filled('flaretally.crontab', { SECRETS: secrets.join(', '), LINE: percent(line) });
}

/** A word of a POSIX shell. */
function word(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** In a crontab a percent sign is the end of the line. */
function percent(text: string): string {
  return text.replaceAll('%', '\\%');
}
