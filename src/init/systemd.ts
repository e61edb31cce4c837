import type { Place } from './place.ts';
import { filled } from './template.ts';

/** A service of the user's systemd. It fails with the exit code of the run. */
export function serviceText({ folder, program, secrets }: Place): string {
  const command = [...program, 'run'].map(word).join(' ');
  const values = { FOLDER: percent(folder), SECRETS: secrets.join(', '), COMMAND: command };
  return filled('flaretally.service', values);
}

/** Each night; after a night in which the machine was off, when it is on again. */
export function timerText(): string {
  return filled('flaretally.timer', {});
}

/** A word of ExecStart: quoted, with specifiers and variables as plain text. */
function word(text: string): string {
  const plain = percent(text).replaceAll('$', '$$$$');
  return /^[\w./:@%+,$-]+$/.test(plain) ? plain : `"${plain.replace(/["\\]/g, '\\$&')}"`;
}

/** A percent sign begins a specifier. */
function percent(text: string): string {
  return text.replaceAll('%', '%%');
}
