import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import { Fetching } from '../../src/commands/shared/fetching.ts';
import type { FetchEvent } from '../../src/sources/inputs/found.ts';
import { contentOf, databaseOf } from '../logs/summaries.ts';
import { digestsOf } from '../support/digests.ts';
import { compiledProgram } from '../support/program.ts';
import { run } from '../support/run.ts';
import { BUCKET, type Fault, type Seen, stored } from '../support/s3/index.ts';
import { temporary } from '../support/temp.ts';
import { ACCOUNT, logFile, namesBelow, onStage } from './stage.ts';

/** Three days of two Workers, the folders and names as Logpush makes them. */
function logs(): Record<string, Buffer> {
  const names = ['20261004', '20261005', '20261006', '20261007'].map((day, i) => {
    const iso = `2026-10-0${4 + i}`;
    return [
      `workers/${day}/${day}T120000Z_${day}T120500Z_ab12.log.gz`,
      logFile(iso, 5 + i),
    ] as const;
  });
  return Object.fromEntries(names);
}

const argv = ['load', `r2://${BUCKET}/workers`, '--account', ACCOUNT];

test('logs in a bucket are summarized to what those of a folder are', {
  tags: 'journey',
}, async () => {
  const stage = await onStage({ objects: logs(), pageSize: 2 });
  const before = namesBelow(stage.folder);
  const out = (name: string) => join(stage.folder, `${name}.parquet`);
  const words = ['--account', ACCOUNT, '--out'];
  const days = ['--day', '2026-10-04..2026-10-08'];
  const far = `r2://${BUCKET}/workers/{DATE}`;
  const ran = await stage.cli(['logs', 'summarize', far, ...days, ...words, out('far')]);
  expect(ran.err).toContain('far.parquet: 26 event(s) and 0 usage line(s) of 4 log file(s)');
  expect(ran).toMatchObject({ code: 0, out: '' });
  // What was fetched is gone.
  expect(namesBelow(stage.folder)).toEqual([...before, 'far.parquet'].sort());
  for (const [name, body] of Object.entries(logs())) {
    mkdirSync(dirname(join(stage.folder, name)), { recursive: true });
    writeFileSync(join(stage.folder, name), body);
  }
  await stage.cli(['logs', 'summarize', join(stage.folder, 'workers'), ...words, out('near')]);
  const contents = [];
  for (const name of ['far', 'near']) {
    contents.push(await contentOf(await databaseOf(stage.folder, name, [out(name)])));
  }
  expect(contents[0]).toEqual(contents[1]);
  const fault = ({ kind }: Seen): Fault | undefined =>
    kind === 'get' ? { kind: 'body', text: 'other' } : undefined;
  const broken = await onStage({ objects: logs(), fault: (_, seen) => fault(seen) });
  const refused = await broken.cli(['logs', 'summarize', far, ...days, ...words, out('x')]);
  expect(refused.code).not.toBe(0);
  expect(existsSync(out('x'))).toBe(false);
});

test('logs from a bucket make the same database as from a folder', {
  tags: 'journey',
}, async () => {
  const stage = await onStage({ objects: logs(), pageSize: 2 });
  const ran = await stage.cli(argv);
  expect(ran.err).toContain(`r2://${BUCKET}/workers: 4 object(s), `);
  expect(ran.err).toContain('fetched 4 of 4 object(s)');
  expect(ran.err).toContain('Logpush trace events: 4 file(s)');
  expect(ran).toMatchObject({ code: 0, out: '' });
  expect(existsSync(stage.spool)).toBe(false);

  const other = await onStage();
  mkdirSync(join(other.folder, 'logs'));
  Object.values(logs()).map((body, i) => writeFileSync(join(other.folder, `logs/${i}.gz`), body));
  const local = await other.cli(['load', join(other.folder, 'logs'), '--account', ACCOUNT]);
  expect(local).toMatchObject({ code: 0 });
  expect(await digestsOf(stage.db)).toEqual(await digestsOf(other.db));

  // The database names the objects and not their spooled copies.
  const sources = await stage.cli(['sql', 'select source_file from staging.loads order by all']);
  expect(sources.out.trim().split('\n').slice(1)).toEqual(
    Object.keys(logs()).map((key) => `r2://${BUCKET}/${key}`),
  );
});

test('an error after half of the objects loads nothing, and the same command goes on', {
  tags: 'journey',
}, async () => {
  let isOver = false;
  const gone: Fault = { kind: 'status', status: 403, code: 'AccessDenied', message: 'no' };
  const fault = (_: number, { key }: Seen) =>
    key.includes('20261006') && !isOver ? gone : undefined;
  const stage = await onStage({ objects: logs(), fault }, { isNew: true });
  expect(await stage.cli(argv)).toMatchObject({ code: 4 });
  expect(existsSync(stage.db)).toBe(false);
  const had = namesBelow(stage.spool).filter((name) => !name.endsWith('.part')).length;
  expect(had).toBeGreaterThan(0);
  isOver = true;
  const before = stage.bucket.requests.length;
  const ran = await stage.cli(argv);
  expect(ran.err).toContain(`4 object(s)`);
  expect(ran.err).toContain(`, ${had} fetched before`);
  expect(ran).toMatchObject({ code: 0 });
  const gets = stage.bucket.requests.slice(before).filter(({ kind }) => kind === 'get');
  expect(gets).toHaveLength(4 - had);
  expect(namesBelow(stage.folder)).toEqual(['bill.duckdb']);
});

test('--save keeps the objects, and the next run fetches what is new', {
  tags: 'journey',
}, async () => {
  const [first = [], ...rest] = Object.entries(logs());
  const stage = await onStage({ objects: Object.fromEntries(rest) });
  const kept = join(stage.folder, 'kept');
  expect(await stage.cli([...argv, '--save', kept])).toMatchObject({ code: 0 });
  expect(namesBelow(kept)).toHaveLength(3);
  stage.bucket.objects.set('workers/20261004/new.log.gz', stored(first[1] ?? ''));
  const before = stage.bucket.requests.length;
  const ran = await stage.cli([...argv, '--save', kept]);
  expect(ran.err).toContain('1 file(s), 3 loaded before');
  const gets = stage.bucket.requests.slice(before).filter(({ kind }) => kind === 'get');
  expect(gets.map(({ key }) => key)).toEqual(['workers/20261004/new.log.gz']);
  expect(namesBelow(kept)).toHaveLength(4);
});

test('a spool that another run has left alone stays, and so does one of work that failed', async () => {
  const stage = await onStage({ objects: logs() });
  const part = `${BUCKET}/.0123456789abcdef-01234567-b.log.gz.part`;
  mkdirSync(join(stage.spool, BUCKET), { recursive: true });
  writeFileSync(join(stage.spool, part), 'half');
  const fail = () => {
    throw new Error('no');
  };
  await expect(stage.inputs([`r2://${BUCKET}`], {}, fail)).rejects.toThrow('no');
  expect(namesBelow(stage.spool)).toHaveLength(5);
  expect(await stage.inputs([`r2://${BUCKET}`])).toHaveLength(4);
  expect(namesBelow(stage.spool)).toEqual([part]);
});

test('Ctrl-C says how to go on, with 130, and keeps what it has', async () => {
  const stop = new AbortController();
  const fault = (n: number): Fault | undefined => {
    if (n === 4) stop.abort();
    return n >= 4 && !isOver ? { kind: 'stall' } : undefined;
  };
  let isOver = false;
  const stage = await onStage({ objects: logs(), fault }, { isNew: true });
  const ran = await stage.cli(argv, { signal: stop.signal });
  expect(ran).toMatchObject({ code: 130, out: '' });
  expect(ran.err).toContain('run the same command again: it goes on where this one ended');
  expect(
    namesBelow(stage.folder).filter((name) => !name.startsWith('bill.duckdb.bucket/')),
  ).toEqual([]);
  isOver = true;
  expect(await stage.inputs([`r2://${BUCKET}`])).toHaveLength(4);
});

test('a row that cannot be read, and a file that is cut off, name the object', {
  tags: 'journey',
}, async () => {
  const stage = await onStage({
    objects: {
      'a.log': '{"EventTimestampMs":1760000000000,"EventType":"fetch","ScriptName":"s"}\nno\n',
    },
  });
  const ran = await stage.cli(['load', `r2://${BUCKET}/a.log`, '--account', ACCOUNT]);
  expect(ran.err).toContain(`r2://${BUCKET}/a.log row 2: the line is not JSON`);
  const cut = logFile('2026-10-04', 50).subarray(0, 300);
  const other = await onStage({ objects: { 'cut.log.gz': cut } });
  const failed = await other.cli(['load', `r2://${BUCKET}/cut.log.gz`, '--account', ACCOUNT]);
  expect(failed.err).toContain(`E_GZIP: r2://${BUCKET}/cut.log.gz is incomplete`);
  expect(failed.err).not.toContain(other.folder);
});

test('{DATE} reads the folders of the days and of the two days after, and no others', async () => {
  const stage = await onStage({ objects: logs() });
  const events: FetchEvent[] = [];
  const of = async (day: string, path = `r2://${BUCKET}/workers/{DATE}/`) => {
    const says = await stage.inputs([path], { day, onEvent: (event) => events.push(event) });
    return says.map((one) => /\/(\d{8})\//.exec(one)?.[1]);
  };
  expect(await of('2026-10-05')).toEqual(['20261005', '20261006', '20261007']);
  const prefixes = stage.bucket.requests
    .filter(({ kind }) => kind === 'list')
    .map(({ query }) => query.get('prefix'));
  expect(prefixes.sort()).toEqual(['05', '06', '07'].map((day) => `workers/202610${day}/`));
  expect(await of('2026-10-01..2026-10-04')).toEqual(['20261004', '20261005']);
  expect(await of('2026-10-07', `r2://${BUCKET}/workers/{DATE}/*.gz`)).toEqual(['20261007']);
  expect(events).toContainEqual({
    ...{ kind: 'listed', says: `r2://${BUCKET}/workers/20261008/*.gz` },
    ...{ objects: 0, bytes: 0, present: 0 },
  });
  await expect(of('2025-10-07')).rejects.toMatchObject({ code: 'E_DAY_EMPTY', exit: 2 });
});

test('{DATE} and patterns in folders; all in the order typed', async () => {
  const stage = await onStage({ objects: { 'b.log': 'b' } }, { isNew: true });
  const at = (path: string) => join(stage.folder, path);
  for (const name of ['20261004/1.log', '20261006/2.log', '20261007/3.log', 'a.csv', 'z.csv']) {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), name);
  }
  const stdin = () => Readable.from([Buffer.from('from a pipe')]);
  const paths = [at('z.csv'), `r2://${BUCKET}/b.log`, '-', at('{DATE}/*.log'), at('a.csv')];
  const empty: string[] = [];
  const onEvent = (event: FetchEvent) =>
    event.kind === 'listed' && event.objects === 0 && empty.push(event.says);
  expect(await stage.inputs(paths, { day: '2026-10-04', stdin, onEvent })).toEqual([
    at('z.csv'),
    `r2://${BUCKET}/b.log`,
    'standard input',
    at('20261004/1.log'),
    at('20261006/2.log'),
    at('a.csv'),
  ]);
  expect(empty).toEqual([at('20261005/*.log')]);
  expect(namesBelow(stage.folder)).toHaveLength(5);
  await expect(stage.inputs([at('{DATE}/*.gz')], { day: '2026-10-04' })).rejects.toMatchObject({
    code: 'E_DAY_EMPTY',
  });
});

test('what is local is found before the network is asked', async () => {
  const stage = await onStage({ objects: { 'b.log': 'b' } });
  const paths = [`r2://${BUCKET}/b.log`, join(stage.folder, 'none.csv')];
  await expect(stage.inputs(paths)).rejects.toMatchObject({ code: 'E_FILE_MISSING' });
  expect(stage.bucket.requests).toEqual([]);
});

describe('a fetch of 95 objects is told', () => {
  const events: FetchEvent[] = [
    { kind: 'listed', says: 'r2://logs/a', objects: 100, bytes: 1_234_567, present: 5 },
    ...Array.from({ length: 96 }, (_, i) => i).map(
      (objects): FetchEvent => ({
        ...{ kind: 'fetched', objects, ofObjects: 95 },
        ...{ bytes: objects * 1000, ofBytes: 95_000 },
      }),
    ),
  ];
  const told = (columns: number | undefined) => {
    const io = bufferIo();
    const fetching = new Fetching(io.stderr, columns);
    for (const event of events) fetching.show(event);
    return io.err();
  };

  test('in a line each tenth where there is no terminal', () => {
    const lines = told(undefined).trimEnd().split('\n');
    expect(lines[0]).toBe('r2://logs/a: 100 object(s), 1.2 MB, 5 fetched before');
    expect(lines.at(-1)).toBe('fetched 95 of 95 object(s), 95.0 kB of 95.0 kB');
    expect(lines).toHaveLength(11);
    expect(lines.join('')).not.toContain('\x1b');
  });

  test('in one line that is drawn again on a terminal, never wider than it', () => {
    const parts = told(40).split('\x1b[1A\x1b[2K');
    expect(parts).toHaveLength(96);
    expect(parts.at(-1)).toMatch(/^█{12} fetched 95 of 9/);
    expect(parts.slice(1).every((part) => part.trimEnd().length <= 40)).toBe(true);
  });
});

test('Ctrl-C and kill -9 of the real program: the same command ends the same', {
  tags: 'journey',
}, async () => {
  let child: ChildProcess | undefined;
  let signal: NodeJS.Signals | undefined = 'SIGKILL';
  const fault = (_: number, { key }: Seen): Fault | undefined => {
    if (!key.includes('20261007') || signal === undefined) return undefined;
    const sent = signal;
    setTimeout(() => child?.kill(sent), 50);
    return { kind: 'stall' };
  };
  const stage = await onStage({ objects: logs(), fault });
  const env = { PATH: process.env.PATH, ...stage.bucket.env(), FLARETALLY_DB: stage.db };
  const go = async () => {
    child = spawn(process.execPath, [compiledProgram(), ...argv], { cwd: stage.folder, env });
    const err: Buffer[] = [];
    child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
    const [code, by] = await once(child, 'close');
    return { code, by, err: Buffer.concat(err).toString('utf8') };
  };
  expect(await go()).toMatchObject({ code: null, by: 'SIGKILL' });
  signal = 'SIGINT';
  const stopped = await go();
  expect(stopped).toMatchObject({ code: 130, by: null });
  expect(stopped.err).toContain('fetched before');
  expect(stopped.err).toContain('error E_INTERRUPTED: interrupted\n  do:  run the same command');
  signal = undefined;
  expect(await go()).toMatchObject({ code: 0 });
  expect(namesBelow(stage.folder)).toEqual(['bill.duckdb']);
});

test('standard input, gzipped, by the real program', { tags: 'journey' }, async () => {
  const folder = temporary(onTestFinished);
  const go = (db: string, argv: readonly string[], input: Buffer) => {
    const env = { PATH: process.env.PATH, FLARETALLY_DB: join(folder, db) };
    const options = { cwd: folder, env, input, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [compiledProgram(), ...argv],
      options,
    );
    return { status, stdout, stderr };
  };
  const packed = logFile('2026-10-04', 2_000);
  const load = ['load', '-', '--account', ACCOUNT];
  expect(go('gz.duckdb', load, packed)).toMatchObject({
    status: 0,
    stdout: '',
    stderr: 'Logpush trace events: 1 file(s)\n',
  });
  const sql = ['sql', 'select source_file from staging.loads', '--format', 'csv'];
  const read = await run([...sql, '--db', 'gz.duckdb'], folder);
  expect(read.out).toBe('source_file\nstandard input\n');

  const empty = go('no.duckdb', load, Buffer.alloc(0));
  expect(empty).toMatchObject({ status: 2, stdout: '' });
  expect(empty.stderr).toContain('error E_STDIN: standard input was empty');
  const stage = await onStage({}, { isNew: true });
  const strange = await stage.cli(['load', '-'], { stdin: Buffer.from('what is this') });
  expect(strange.err).toContain('error E_KIND_UNKNOWN: standard input has no content');
  const twice = await stage.cli(['load', '-', '-'], { stdin: packed });
  expect(twice.err).toContain('E_STDIN: - (standard input) is named more than once');
  expect([...namesBelow(stage.folder), ...namesBelow(folder)]).toEqual(['gz.duckdb']);
});
