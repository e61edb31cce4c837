// CPU (user and system), wall time and peak memory of `load clickhouse://` itself, by number of
// events of one day, with the same objects and hours; the server's own work is not counted:
//     node bench/clickhouse.mjs [events,events,...] [objects] [rounds]
// The events are made by the server: sessions of 20 messages, one in five with a usage line. Starts
// a clickhouse-server of its own (Debian's 18.16) in a temporary folder.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const CLI = join(HERE, '..', 'dist', 'cli.js');
const ACCOUNT = '8f14e45fceea167a5a36dedd4bea2543';
const DAY = '2026-10-20';
const HTTP = 18_123;
const SHARD = '<shard><replica><host>127.0.0.1</host><port>19000</port></replica></shard>';

const counts = (process.argv[2] ?? '100000,1000000,5000000').split(',').map(Number);
const objects = Number(process.argv[3] ?? 2_000);
const rounds = Number(process.argv[4] ?? 3);

const work = mkdtempSync(join(tmpdir(), 'flaretally-bench-'));
const support = join(HERE, '..', 'test', 'support', 'clickhouse');

/** Fills in a file of the tests' servers. */
function put(name, values) {
  const text = readFileSync(join(support, name), 'utf8');
  writeFileSync(
    join(work, name),
    text.replace(/\{(\w+)\}/g, (_, key) => values[key]),
  );
}

function run(query) {
  return new Promise((resolve, reject) => {
    const options = { port: HTTP, host: '127.0.0.1', path: '/', method: 'POST', agent: false };
    request(options, async (answer) => {
      let text = '';
      for await (const chunk of answer) text += chunk;
      if (answer.statusCode === 200) resolve(text);
      else reject(new Error(text));
    })
      .on('error', reject)
      .end(query);
  });
}

/** Sessions: 20 events, a second apart at most, of one object; objects take turns through the day. */
function fill(events) {
  const sessions = Math.ceil(events / 20);
  const usage = (value) => `arrayFilter(x -> number % 5 = 0, [${value}])`;
  return run(`INSERT INTO logs.events
    SELECT toInt64(1792454400000 + intHash64(intDiv(number, 20)) % 86300000 + number % 20 * 700),
      'hibernatable_web_socket', 'chat', 'Room', '', 'ok', object, intHash64(number) % 1500, 2, 200, 1, 0,
      ${usage('toInt64(1792454400000 + intHash64(intDiv(number, 20)) % 86300000)')}, ${usage("'1'")},
      ${usage(`concat('tenant-', toString(intDiv(number, 20) % ${objects} % 100))`)},
      ${usage("'Room'")}, ${usage('object')}, ${usage('toString(number)')},
      ${usage("'ws'")}, ${usage('toInt64(number % 50)')}, ${usage('toInt64(2)')},
      ${usage('toInt64(4096)')}
    FROM (SELECT number, concat('${'0'.repeat(56)}', toString(10000000 + intDiv(number, 20) % ${objects})) AS object
      FROM system.numbers LIMIT ${sessions * 20})`);
}

/** CPU seconds, wall seconds and MB at the most. */
function measure(argv) {
  const time = ['-f', '%U %S %e %M', process.execPath, ...argv];
  const { status, stderr } = spawnSync('/usr/bin/time', time, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const [user, system, wall, kb] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { cpu: user + system, wall, mb: kb / 1024 };
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

put('server.xml', { folder: work, http: HTTP, tcp: 19_000, interserver: 19_009, shards: SHARD });
put('users.xml', {});
mkdirSync(join(work, 'data'), { recursive: true });
const server = spawn('clickhouse-server', [`--config-file=${join(work, 'server.xml')}`], {
  stdio: 'ignore',
});
try {
  for (let tries = 0; tries < 200; tries++) {
    if (await run('SELECT 1').catch(() => undefined)) break;
    await sleep(50);
  }
  const ddl = readFileSync(join(HERE, '..', 'remote', 'clickhouse', 'ddl-plain.sql'), 'utf8');
  await run('CREATE DATABASE logs');
  for (const events of counts) {
    await run('DROP TABLE IF EXISTS logs.events');
    await run(ddl.replace('{table}', 'logs.events'));
    await fill(events);
    const runs = Array.from({ length: rounds }, () => {
      const db = join(work, 'bill.duckdb');
      rmSync(db, { force: true });
      const address = `clickhouse://127.0.0.1:${HTTP}/logs.events`;
      return measure([CLI, 'load', address, '--day', DAY, '--db', db, '--account', ACCOUNT]);
    });
    const of = (field) => median(runs.map((one) => one[field]));
    console.log(
      `${events} events, ${objects} objects: ${of('cpu').toFixed(2)} s CPU, ` +
        `${of('wall').toFixed(1)} s wall, ${Math.round(of('mb'))} MB`,
    );
  }
} finally {
  server.kill('SIGKILL');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(work, { recursive: true, force: true });
}
