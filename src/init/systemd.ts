import { join } from 'node:path';
import type { Place } from './schedule.ts';

/** A service of the user's systemd. It fails with the exit code of the run. */
export function serviceText({ folder, program, secrets }: Place): string {
  const command = [...program, 'run'].map(word).join(' ');
  return `# The nightly run of flaretally, started by flaretally.timer.
# systemctl --user status flaretally shows how it ended, as the exit code:
#   0 reconciled, 1 failed, 2 wrong usage or configuration, 3 variance beyond the tolerance,
#   4 the token is refused, 5 usage does not cover the period.
[Unit]
Description=Flaretally: reconcile the Cloudflare bill
Documentation=https://www.npmjs.com/package/flaretally

[Service]
Type=oneshot
WorkingDirectory=${percent(folder)}
# Holds ${secrets.join(', ')}; readable by you alone.
EnvironmentFile=${percent(join(folder, '.env'))}
ExecStart=${command}
UMask=0077
NoNewPrivileges=yes
TimeoutStartSec=2h
`;
}

/** Each night; after a night in which the machine was off, when it is on again. */
export function timerText(): string {
  return `[Unit]
Description=Flaretally: each night

[Timer]
OnCalendar=*-*-* 06:17:00 UTC
RandomizedDelaySec=10m
Persistent=true

[Install]
WantedBy=timers.target
`;
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
