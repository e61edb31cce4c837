import { readFileSync } from 'node:fs';

/** Version of this package, e.g. `0.1.0`. The path is the same from `src/` and from `dist/`. */
export function packageVersion(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** What `--version` prints: ours on the first line, Node's on the second. */
export function versionText(): string {
  return `flaretally ${packageVersion()}\nnode ${process.version}\n`;
}
