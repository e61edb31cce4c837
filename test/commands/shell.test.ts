// The shell of `sql`, driven as a person does: keys go into a pseudo-terminal, and what is read comes
// out of it.
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { width } from '../../src/reports/cells.ts';
import { placeLoaded } from '../support/loaded.ts';
import { run } from '../support/run.ts';
import { ROOT, temporary } from '../support/temp.ts';
import { HAS_TERMINAL, openTerminal, type Terminal } from '../support/terminal.ts';

const PROMPT = /flaretally> $/;
const MORE = /\.\.\.> $/;
const UP = '\x1b[A';
const CTRL_C = '\x03';
const CTRL_D = '\x04';
const BILLION = 'select sum(a.range * b.range) from range(1000000) a, range(1000000) b;';

const work = temporary(afterAll);
const db = join(work, 'data', 'bill.duckdb');

beforeAll(async () => {
  mkdirSync(join(work, 'data'));
  await placeLoaded('block-rounding', db);
});

beforeEach(({ skip }) => {
  if (!HAS_TERMINAL) skip('there is no python3 to make a pseudo-terminal');
});

interface World {
  env?: Record<string, string>;
  rows?: number;
  columns?: number;
  flags?: string[];
  home?: string;
}

/** A shell that waits for its first statement. */
async function open({ flags = [], home = work, ...world }: World = {}): Promise<Terminal> {
  const shell = openTerminal(['sql', '--db', db, ...flags], { cwd: home, ...world });
  onTestFinished(shell.kill);
  await shell.until(PROMPT);
  return shell;
}

/** A folder of its own as the person's home. */
const newHome = () => temporary(onTestFinished);

async function leave(shell: Terminal): Promise<number | null> {
  shell.type(CTRL_D);
  return shell.ended;
}

/** Time for a program to take a key that it does not answer. */
const moment = () => new Promise((resolve) => setTimeout(resolve, 300));

describe('a line', () => {
  test('is completed by Tab: schemas, relations, columns, functions, commands', {
    tags: 'journey',
  }, async () => {
    const shell = await open();
    expect(await shell.ask('from repo\t', /report\./)).toContain('from report.');
    await shell.ask('three\t', /three_way/);
    await shell.ask(CTRL_C, PROMPT);
    await shell.ask('from block_ed\t', /rating\.block_edges/);
    await shell.ask(CTRL_C, PROMPT);
    await shell.ask('from report.totals where is_within_t\t', /is_within_tolerance/);
    await shell.ask(CTRL_C, PROMPT);
    await shell.ask('select array_to_s\t', /array_to_string/);
    await shell.ask(CTRL_C, PROMPT);
    await shell.ask('.sch\t', /\.schema /);
    await shell.ask('report.tot\t', /report\.totals/);
    await shell.ask(CTRL_C, PROMPT);
    await shell.ask("select 'é', array_to_s\t", /'é', array_to_string/);
  });

  test('may be one of several, up to the semicolon that DuckDB sees', {
    tags: 'journey',
  }, async () => {
    const shell = await open();
    await shell.ask("select 'a;\r", MORE);
    await shell.ask("b' as t, -- not the end;\r", MORE);
    await shell.ask('42\r', MORE);
    expect(await shell.ask('  as n;\r', PROMPT)).toMatch(/a␊?;?.*b\s+42/s);
    expect(await shell.ask('select 7 as n; select 8 as n;\r', PROMPT)).toMatch(/7\n.*8\n/s);
  });

  test('is cleared by Ctrl-C, with the lines before it', { tags: 'journey' }, async () => {
    const shell = await open();
    await shell.ask('select nonsense,\r', MORE);
    await shell.ask(`more nonsense${CTRL_C}`, PROMPT);
    expect(await shell.ask('select 5 as n;\r', PROMPT)).toMatch(/5\n1 row, \d+ ms\n/);
    expect(await leave(shell)).toBe(0);
  });

  test('may come with others before the answer to the first is there', {
    tags: 'journey',
  }, async () => {
    const shell = await open();
    const answers = await shell.ask(
      `select 1 as first;\rselect 2 as second;\rselect 3 as third;\r`,
      /third[\s\S]*flaretally> $/,
    );
    expect(answers.match(/1 row/g)).toHaveLength(3);
  });

  test('comes back by Up in a later session, several lines as one, with its accents', {
    tags: 'journey',
  }, async () => {
    const home = newHome();
    const first = await open({ home });
    await first.ask("select 'Łódź 漢字' as\r", MORE);
    await first.ask('city;\r', PROMPT);
    await leave(first);
    const file = join(home, '.local/state/flaretally/history');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const second = await open({ home });
    await second.ask(UP, /select 'Łódź 漢字' as city;/);
    expect(await second.ask('\r', PROMPT)).toMatch(/Łódź 漢字\n1 row/);
  });

  test('is kept nowhere when the history is off', { tags: 'journey' }, async () => {
    const home = newHome();
    const shell = await open({ home, env: { FLARETALLY_HISTORY: 'off' } });
    await shell.ask('select 1;\r', PROMPT);
    await shell.ask(UP, /select 1;/);
    await shell.ask(CTRL_C, PROMPT);
    await leave(shell);
    expect(existsSync(join(home, '.local'))).toBe(false);
  });
});

describe('an answer', () => {
  test('higher than the terminal is paged, and the shell goes on behind it', {
    tags: 'journey',
  }, async () => {
    const shell = await open({ rows: 10 });
    const first = await shell.ask('select range as n from range(60);\r', /\n:$/);
    expect(first).not.toContain('60 rows');
    expect(await shell.ask('G', /\(END\)$/)).toContain('60 rows');
    shell.type(CTRL_C);
    await moment();
    // A pager that is busy with the interrupt drops what is typed meanwhile.
    const again = setInterval(() => shell.type('q'), 1000);
    expect(await shell.ask('q', PROMPT)).not.toContain('^C');
    clearInterval(again);
    expect(await shell.ask('select 1 as n;\r', PROMPT)).toContain('1 row');
    const own = await open({ rows: 10, env: { PAGER: 'tail -n 1' } });
    expect(await own.ask('select range as n from range(60);\r', PROMPT)).toMatch(
      /\n60 rows[^\n]*\n/,
    );
    const none = await open({ rows: 10, env: { PAGER: 'no-such-pager' } });
    expect(await none.ask('select range as n from range(60);\r', PROMPT)).toContain(
      '\n59\n60 rows',
    );
  });

  test('stops at 200 rows unless more are asked for', { tags: 'journey' }, async () => {
    const shell = await open({ env: { PAGER: '' } });
    const some = await shell.ask('select range as n from range(300);\r', PROMPT);
    expect(some).toMatch(/\n199\nthe first 200 rows, \d+ ms; \.rows all shows the rest/);
    await shell.ask('.rows all\r', PROMPT);
    expect(await shell.ask('select range as n from range(300);\r', PROMPT)).toMatch(
      /\n299\n300 rows/,
    );
    await shell.ask('.rows 7\r', PROMPT);
    expect(await shell.ask('.timer off\r', PROMPT)).not.toContain('error');
    expect(await shell.ask('from range(300);\r', PROMPT)).toContain('the first 7 rows; .rows');
  });

  test('fits the terminal, of 80 columns and after a resize', { tags: 'journey' }, async () => {
    const shell = await open({ env: { PAGER: '' } });
    const lines = "select 'ひらがな' as place, sku, status, variance_usd from report.lines;\r";
    const widest = (text: string) => Math.max(...text.split('\n').slice(1).map(width));
    const narrow = widest(await shell.ask(lines, PROMPT));
    expect(narrow).toBeLessThanOrEqual(80);
    shell.resize(24, 44);
    await shell.until(PROMPT);
    const small = await shell.ask(lines, PROMPT);
    expect(widest(small)).toBeLessThanOrEqual(44);
    expect(small.replaceAll(/\s+/g, ' ')).toContain('Hidden at 44 columns');
    await shell.ask('.width 200\r', PROMPT);
    expect(await shell.ask(lines, PROMPT)).not.toContain('Hidden');
  });

  test('has the form of .mode, and goes to a new file once', { tags: 'journey' }, async () => {
    const home = newHome();
    const shell = await open({ home });
    const ask = "select 1 as n, 'a,b' as t;\r";
    await shell.ask('.mode csv\r', PROMPT);
    expect(await shell.ask(ask, PROMPT)).toContain('n,t\n1,"a,b"\n');
    await shell.ask('.mode json\r', PROMPT);
    expect(await shell.ask(ask, PROMPT)).toContain('{"n":1,"t":"a,b"}');
    await shell.ask('.mode md\r', PROMPT);
    expect(await shell.ask(ask, PROMPT)).toContain('| --: | --- |');
    await shell.ask('.mode line\r', PROMPT);
    expect(await shell.ask(ask, PROMPT)).toContain('n  1\nt  a,b\n');
    await shell.ask('.once many.csv\r', PROMPT);
    expect(await shell.ask('from range(5000);\r', PROMPT)).toContain('5000 rows in many.csv');
    expect(readFileSync(join(home, 'many.csv'), 'utf8').split('\n')).toHaveLength(5002);
    expect(await shell.ask(ask, PROMPT)).toContain('n  1');
    expect(await shell.ask('.once many.csv\r', PROMPT)).toContain('E_FILE_EXISTS');
    expect(await shell.ask(`.once ${db}\r`, PROMPT)).toContain('E_FILE_EXISTS');
    await shell.ask('.once no/such/folder.csv\r', PROMPT);
    expect(await shell.ask(ask, PROMPT)).toMatch(/E_SHELL_FILE[\s\S]*no such file or directory/);
    expect(await shell.ask(ask, PROMPT)).toContain('n  1');
  });
});

describe('a statement', () => {
  test('of a billion rows is stopped by Ctrl-C, and the shell is not', {
    tags: 'journey',
  }, async () => {
    const shell = await open();
    shell.type(`${BILLION}\r`);
    await shell.until(/b;\n/);
    await moment();
    expect(await shell.ask(CTRL_C, PROMPT)).toContain('E_INTERRUPTED');
    expect(await shell.ask('select 6 * 7 as n;\r', PROMPT)).toMatch(/\n42\n/);
  });

  test('is stopped at the limit of time', { tags: 'journey' }, async () => {
    const shell = await open({ flags: ['--max-time', '1s'] });
    expect(await shell.ask(`${BILLION}\r`, PROMPT)).toContain('E_SQL_TIME');
    expect(await shell.ask('select 1 as n;\r', PROMPT)).toContain('1 row');
  });

  test('ends with the window, even while it runs', { tags: 'journey' }, async () => {
    const shell = await open();
    shell.type(`${BILLION}\r`);
    await shell.until(/b;\n/);
    shell.hangUp();
    expect(await shell.ended).toBe(130);
  });

  test('that is wrong is shown with its caret, and ends nothing', { tags: 'journey' }, async () => {
    const shell = await open();
    expect(await shell.ask('select acount from params.accounts;\r', PROMPT)).toContain('^');
    expect(await shell.ask('.explain select 1;\r', PROMPT)).toContain('PROJECTION');
    await shell.ask('.explain\r', PROMPT);
    expect(await shell.ask('from range(3);\r', PROMPT)).toContain('RANGE');
    expect(await shell.ask('select 1 as n;\r', PROMPT)).toContain('1 row');
  });

  test('is saved by name, and read again with its parameters', { tags: 'journey' }, async () => {
    const home = newHome();
    const shell = await open({ home });
    await shell.ask('select $who as who, $n::int + 1 as more;\r', /\$who: $/);
    await shell.ask('Zoë\r', /\$n: $/);
    expect(await shell.ask('41\r', PROMPT)).toMatch(/Zoë\s+42\n/);
    await shell.ask('.save greet\r', PROMPT);
    expect(existsSync(join(home, '.config/flaretally/queries/greet.sql'))).toBe(true);
    expect(await shell.ask('.save greet\r', PROMPT)).toContain('E_FILE_EXISTS');
    const again = await open({ home });
    expect(await again.ask('.read\r', PROMPT)).toContain('greet');
    expect(await again.ask(".read greet who='a b' n=1\r", PROMPT)).toMatch(/a b\s+2\n/);
    await again.ask('.read greet who=x\r', /\$n: $/);
    expect(await again.ask(CTRL_C, PROMPT)).toContain('no value for $n');
    expect(await again.ask('.read gret\r', PROMPT)).toContain('did you mean greet?');
    writeFileSync(join(home, 'two.sql'), 'select 1 as a;\nselect 2 as b;\n');
    expect(await again.ask('.read two.sql\r', PROMPT)).toMatch(/1 row[\s\S]*1 row/);
  });

  test('reads what was published in between, and nobody waits for anybody', {
    tags: 'journey',
  }, async () => {
    const shell = await open();
    await shell.ask('select count(*) as n from params.accounts;\r', PROMPT);
    const map = join(newHome(), 'tenants.csv');
    writeFileSync(map, 'tenant,kind,value\nbörse,script,newly-published\n');
    const account = (await run(['sql', '--db', db, 'select account from params.accounts'], work))
      .out;
    const words = ['load', map, '--account', account.split('\n')[1] ?? '', '--db', db];
    expect(await run(words, work)).toMatchObject({ code: 0 });
    const ask = "select tenant from staging.tenants where tenant = 'börse';\r";
    const next = await shell.ask(ask, PROMPT);
    expect(next).toContain('A newer database was published; it is read from here on.');
    expect(next).toMatch(/\nbörse\n1 row/);
    expect(await shell.ask(ask, PROMPT)).not.toContain('newer');
    renameSync(db, `${db}.away`);
    expect(await shell.ask(ask, PROMPT)).toMatch(/\nbörse\n1 row/);
    renameSync(`${db}.away`, db);
  });

  test('that would write, attach, read a file, load or fetch is refused', async () => {
    const shell = await open({ env: { PAGER: '' } });
    const list = readFileSync(join(ROOT, 'test/commands/refused.sql'), 'utf8').trim().split('\n');
    expect(list.length).toBeGreaterThanOrEqual(25);
    for (const one of list)
      expect(await shell.ask(`${one}\r`, PROMPT), one).toContain('error E_SQL');
  });
});

describe('a command', () => {
  test('lists relations by layer, and the columns of one', { tags: 'journey' }, async () => {
    const shell = await open({ env: { PAGER: '' } });
    const all = await shell.ask('.tables\r', PROMPT);
    expect(all.indexOf('usage.meters\n')).toBeGreaterThan(all.indexOf('staging.captures\n'));
    expect(all.indexOf('report.lines\n')).toBeGreaterThan(all.indexOf('usage.meters\n'));
    expect(await shell.ask('.tables rating.*rges\r', PROMPT)).toMatch(
      /rating\.charges\n {4}The pred/,
    );
    const schema = await shell.ask('.schema report.totals\r', PROMPT);
    expect(schema).toMatch(/\npredicted_usd +DECIMAL\(38,2\) +\w+/);
    await shell.ask('create temp table mine as select 1 as a;\r', PROMPT);
    expect(await shell.ask('.schema mine\r', PROMPT)).toMatch(/\na +INTEGER/);
  });

  test('that is none suggests the nearest, and help tells all of them', {
    tags: 'journey',
  }, async () => {
    const shell = await open({ env: { PAGER: '' } });
    expect(await shell.ask('.tabels\r', PROMPT)).toContain('did you mean .tables?');
    expect(await shell.ask('.mode tabel\r', PROMPT)).toContain('did you mean table?');
    expect(await shell.ask('.schema totals\r', PROMPT)).toContain('report.totals');
    const help = await shell.ask('.help\r', PROMPT);
    const NAMES = 'tables schema explain mode width rows timer once save read help quit';
    for (const name of NAMES.split(' ')) expect(help).toContain(`\n.${name}`);
    expect(await shell.ask('.help once\r', PROMPT)).not.toContain('.read');
    shell.type('.quit\r');
    expect(await shell.ended).toBe(0);
  });
});
