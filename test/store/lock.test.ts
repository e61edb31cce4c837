// One writer at a time, whatever its PID is worth: the real program, killed, and many at once.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { takeLock } from '../../src/store/lock.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { run } from '../support/run.ts';
import { ROOT, temporary } from '../support/temp.ts';

const LOCK = join(ROOT, 'dist/store/lock.js');
const PROGRAM = join(ROOT, 'dist/cli.js');
const NOW = new Date('2026-11-21T06:00:00Z');
const ACCOUNT = '0'.repeat(32);
const TENANTS = 'tenant,kind,value\nacme,script,chat\n';

/** Runs a module of a few lines that may call `takeLock`. */
function script(folder: string, text: string): ChildProcess {
  const head = `import { takeLock } from ${JSON.stringify(LOCK)};
    import { appendFileSync, writeFileSync } from 'node:fs';
    const lock = () => takeLock('bill.duckdb', 'flaretally load usage', new Date());`;
  const argv = ['--input-type=module', '-e', `${head}\n${text}`];
  const child = spawn(process.execPath, argv, {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** A folder in which a process took the lock, and that process. */
async function held() {
  const folder = temporary(onTestFinished);
  const child = script(
    folder,
    `await lock(); writeFileSync('has', ''); setInterval(() => {}, 1000);`,
  );
  await until(() => existsSync(join(folder, 'has')));
  const db = join(folder, 'bill.duckdb');
  const holder = JSON.parse(readFileSync(`${db}.lock`, 'utf8'));
  return { folder, child, db, holder, take: () => takeLock(db, 'flaretally load', NOW) };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('a lock', () => {
  test.skipIf(process.platform === 'win32')('is given back beside a backslash', async () => {
    const folder = temporary(onTestFinished);
    for (let i = 0; i < 2; i++)
      (await takeLock(join(folder, 'bill\\2026.duckdb'), 'flaretally load', NOW))();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is held while its process lives, though nobody can see its PID', async () => {
    const { db, holder, child, take } = await held();
    const why = `process ${child.pid} (flaretally load usage) holds it`;
    await expect(take()).rejects.toMatchObject({
      code: 'E_DB_LOCKED',
      why: expect.stringContaining(why),
    });
    writeFileSync(`${db}.lock`, JSON.stringify({ ...holder, pid: 4_194_303 }));
    await expect(take()).rejects.toMatchObject({ code: 'E_DB_LOCKED' });
  });
  test('is free when its process was killed, though another has its PID by now', async () => {
    const { folder, db, holder, child, take } = await held();
    await kill(child);
    for (const pid of [holder.pid, process.pid, 1]) {
      writeFileSync(`${db}.lock`, JSON.stringify({ ...holder, pid }));
      const unlock = await take();
      expect(JSON.parse(readFileSync(`${db}.lock`, 'utf8'))).toMatchObject({
        pid: process.pid,
        command: 'flaretally load',
      });
      await expect(take()).rejects.toMatchObject({ code: 'E_DB_LOCKED' });
      unlock();
      unlock();
      expect(readdirSync(folder)).toEqual(['has']);
    }
  });
  test('whose evidence a power cut destroyed is for a person to judge', async () => {
    const { db, holder, child, take } = await held();
    await kill(child);
    writeFileSync(join(db, '..', holder.kept), 'x'.repeat(20_000));
    await expect(take()).rejects.toMatchObject({
      code: 'E_DB_LOCKED',
      fix: expect.stringContaining(`rm ${db}.lock`),
    });
  });
  test('that was removed by hand and taken by another is left to that one', async () => {
    const { db, child, take, holder } = await held();
    await kill(child);
    const unlock = await take();
    const other = JSON.stringify({ ...holder, kept: 'bill.duckdb.lock.0123abcd' });
    writeFileSync(`${db}.lock`, other);
    unlock();
    expect(readFileSync(`${db}.lock`, 'utf8')).toBe(other);
  });
  test('of a dead process is taken by one of many, and then by one after the other', async () => {
    const { folder, child } = await held();
    await kill(child);
    const text = `
      for (let turns = 0; turns < 4; ) {
        const unlock = await lock().catch((error) => {
          if (error.code !== 'E_DB_LOCKED') appendFileSync('log', error.stack + '\\n');
        });
        if (unlock) {
          appendFileSync('log', 'in\\n');
          await new Promise((resolve) => setTimeout(resolve, 5));
          appendFileSync('log', 'out\\n');
          unlock();
          turns++;
        }
        await new Promise((resolve) => setTimeout(resolve, 30 * Math.random()));
      }`;
    const children = Array.from({ length: 5 }, () => script(folder, text));
    const codes = await Promise.all(children.map(async (one) => (await once(one, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0, 0, 0]);
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('in\nout\n'.repeat(20));
    expect(readdirSync(folder).sort()).toEqual(['has', 'log']);
  });
});

describe('a database by another name', () => {
  test('a link stays, what it names is replaced, and both share a lock', async () => {
    const folder = temporary(onTestFinished);
    for (const name of ['data', 'here']) mkdirSync(join(folder, name));
    const real = join(folder, 'data/bill.duckdb');
    const link = join(folder, 'here/bill.duckdb');
    placeEmptyDatabase(real);
    chmodSync(real, 0o640);
    symlinkSync('../data/bill.duckdb', link);
    writeFileSync(join(folder, 'tenants.csv'), TENANTS);
    const load = () => run(['load', 'tenants.csv', '--db', link, '--account', ACCOUNT], folder);
    const unlock = await takeLock(real, 'flaretally load usage', NOW);
    expect((await load()).err).toContain(`the database ${real} is being written`);
    unlock();
    const before = statSync(real).ino;
    expect(await load()).toMatchObject({ code: 0 });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(real).ino).not.toBe(before);
    expect(statSync(real).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(folder, 'here'))).toEqual(['bill.duckdb']);
    expect(readdirSync(join(folder, 'data'))).toEqual(['bill.duckdb']);
    // A hard link keeps what it had: it is another file from then on.
    linkSync(real, join(folder, 'hard.duckdb'));
    expect(await run(['sql', 'select 1 as n', '--db', link], folder)).toMatchObject({ code: 0 });
  });
  test('a link to nothing and a folder are told, to writers and readers', async () => {
    const folder = temporary(onTestFinished);
    symlinkSync('gone.duckdb', join(folder, 'link.duckdb'));
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'tenants.csv'), TENANTS);
    for (const argv of [['load', 'tenants.csv'], ['reconcile'], ['report'], ['sql', 'select 1']]) {
      const link = await run([...argv, '--db', 'link.duckdb'], folder);
      expect(link).toMatchObject({ code: 2, out: '' });
      expect(link.err).toMatch(
        /^error E_DB_LINK: the database link.duckdb is a link to a file that/,
      );
      const place = await run([...argv, '--db', 'folder'], folder);
      expect(place).toMatchObject({ code: 2, out: '' });
      expect(place.err).toMatch(
        /^error E_DB_FOLDER: .*folder is a folder\n.*folder\/flaretally.duckdb/,
      );
    }
    expect(readdirSync(folder).sort()).toEqual(['folder', 'link.duckdb', 'tenants.csv']);
  });
});

describe('the real program', () => {
  const program = (folder: string, argv: readonly string[], mask = 0o022) => {
    const words = `process.umask(${mask}); process.argv.splice(1, 0, 'flaretally');
      await import(${JSON.stringify(PROGRAM)});`;
    const args = ['--input-type=module', '-e', words, '--', ...argv];
    const env = { PATH: process.env.PATH };
    return spawn(process.execPath, args, {
      cwd: folder,
      env,
      stdio: ['pipe', 'ignore', 'inherit'],
    });
  };
  test('makes files that nobody else reads, or what a stricter mask says', {
    tags: 'journey',
  }, async () => {
    for (const [mask, mode] of [
      [0o022, 0o600],
      [0o277, 0o400],
    ] as const) {
      const folder = temporary(onTestFinished);
      writeFileSync(join(folder, 'tenants.csv'), TENANTS);
      if (mode === 0o400 && process.getuid?.() !== 0) continue;
      const child = program(folder, ['load', 'tenants.csv', '--account', ACCOUNT], mask);
      expect((await once(child, 'exit'))[0]).toBe(0);
      expect(statSync(join(folder, 'flaretally.duckdb')).mode & 0o777).toBe(mode);
    }
  });
  test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
    'tidies up on %s, and says 130',
    async (signal) => {
      const folder = temporary(onTestFinished);
      placeEmptyDatabase(join(folder, 'flaretally.duckdb'));
      writeFileSync(join(folder, 'tenants.csv'), TENANTS);
      const child = program(folder, ['load', 'tenants.csv', '--account', ACCOUNT]);
      await until(() => readdirSync(folder).some((name) => name.endsWith('.work')));
      expect(statSync(join(folder, 'flaretally.duckdb.lock')).mode & 0o777).toBe(0o600);
      child.kill(signal);
      expect((await once(child, 'exit'))[0]).toBe(130);
      expect(readdirSync(folder).sort()).toEqual(['flaretally.duckdb', 'tenants.csv']);
    },
  );
});
