import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../cli.js', import.meta.url));

/** A command as one would type it. */
export function commandLine(words: readonly string[]): string {
  return ['flaretally', ...words.map((word) => (/[\s*]/.test(word) ? `"${word}"` : word))].join(
    ' ',
  );
}

/** The commands as a script of the folder itself, so that it runs from anywhere. */
export function script(dir: string, commands: readonly string[][]): string {
  const inFolder = (word: string) => word.replace(`${dir}/`, '');
  return [
    '#!/bin/sh',
    '# The commands that `flaretally demo` ran, then further ones to try.',
    '# Set FLARETALLY to call the program in another way, e.g. FLARETALLY="npx flaretally".',
    'cd "$(dirname "$0")" || exit 1',
    'unset CLOUDFLARE_ACCOUNT_ID',
    'flaretally() {',
    `  if [ -n "$FLARETALLY" ]; then command $FLARETALLY "$@"; else node '${PROGRAM}' "$@"; fi`,
    '}',
    ...commands.map((words) => commandLine(words.map(inFolder))),
    '',
  ].join('\n');
}
