import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from './temp.ts';

/** Whether this machine can make a pseudo-terminal. */
export const HAS_TERMINAL = spawnSync('python3', ['-c', 'import pty']).status === 0;

export interface Terminal {
  /** Types keys. */
  type(keys: string): void;
  /** Types keys and waits for what is printed after them. */
  ask(keys: string, pattern: RegExp): Promise<string>;
  /** What was printed since the last call that waited, once the pattern is in it. */
  until(pattern: RegExp): Promise<string>;
  resize(rows: number, columns: number): void;
  /** The exit code, when it has ended. */
  ended: Promise<number | null>;
  /** Closes the window. */
  hangUp(): void;
  kill(): void;
}

const PATIENCE_MS = 20_000;

interface World {
  cwd: string;
  env?: Readonly<Record<string, string>>;
  rows?: number;
  columns?: number;
}

/** Runs the built program in a pseudo-terminal, with a person's variables as given alone. */
export function openTerminal(argv: readonly string[], world: World): Terminal {
  const { cwd, env, rows = 24, columns = 80 } = world;
  const program = [process.execPath, join(ROOT, 'dist/cli.js'), ...argv];
  const bridge = join(ROOT, 'test/support/pseudo_terminal.py');
  const child = spawn('python3', [bridge, `${rows}`, `${columns}`, ...program], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, TERM: 'xterm', LANG: 'C.UTF-8', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const tell = (...words: unknown[]) => child.stdin.write(`${JSON.stringify(words)}\n`);
  let text = '';
  let seen = 0;
  let check = () => {};
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more;
    check();
  });
  const until = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const late = () => reject(new Error(`not seen: ${pattern}\n${text.slice(seen)}`));
      const timer = setTimeout(late, PATIENCE_MS);
      check = () => {
        const fresh = stripVTControlCharacters(text.slice(seen)).replaceAll('\r', '');
        if (!pattern.test(fresh)) return;
        clearTimeout(timer);
        check = () => {};
        seen = text.length;
        resolve(fresh);
      };
      check();
    });
  return {
    type: (keys) => tell('keys', keys),
    ask: (keys, pattern) => {
      const found = until(pattern);
      tell('keys', keys);
      return found;
    },
    until,
    resize: (high, wide) => tell('size', high, wide),
    ended: new Promise((resolve) => child.on('close', resolve)),
    hangUp: () => child.stdin.end(),
    kill: () => child.kill(),
  };
}
