import type { Place } from './schedule.ts';

/** A line of a crontab, with what it needs. */
export function cronText({ folder, program, secrets }: Place): string {
  const command = [...program, 'run'].map(word).join(' ');
  const steps = [`cd ${word(folder)}`, 'umask 077', 'set -a', '. ./.env', 'set +a', command];
  const line = `${steps.join(' && ')} >> flaretally.log 2>&1`;
  return `# The nightly run of flaretally, at 06:17 of this machine's time. Its exit code:
# 0 reconciled, 1 failed, 2 wrong usage or configuration, 3 variance beyond the tolerance,
# 4 the token is refused, 5 usage does not cover the period.
# .env holds ${secrets.join(', ')} as NAME=value, readable by you alone.
17 6 * * * ${percent(line)}
`;
}

/** A word of a POSIX shell. */
function word(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** In a crontab a percent sign is the end of the line. */
function percent(text: string): string {
  return text.replaceAll('%', '\\%');
}
