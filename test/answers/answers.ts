// Saved answers of the GraphQL Analytics API, as `pull` keeps them, and what a load makes of them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { DOCUMENT_SIZE } from '../../src/sources/document-size.ts';
import { type InputFile, inspect } from '../../src/sources/files.ts';
import { loadGraphql } from '../../src/sources/graphql.ts';
import { loadContext } from '../../src/sources/load-context.ts';
import { measure } from '../../src/sources/measure.ts';
import { Database } from '../../src/store/database.ts';
import { newEmptyDatabase } from '../support/empty-database.ts';

export const ACCOUNT = '0123456789abcdef0123456789abcdef';
export const WORKERS = 'workersInvocationsAdaptive';

const CATALOG = readCatalog();

/** An envelope of one day of one dataset; `rows` is JSON text, so that odd numbers stay odd. */
export function envelope(rows: string, day = '2026-10-02', dimensions = 'date scriptName status') {
  const [, date = ''] = /-(\d\d)$/.exec(day) ?? [];
  const next = `${day.slice(0, 8)}${String(Number(date) + 1).padStart(2, '0')}`;
  const query = `query { viewer { accounts(filter: { accountTag: "${ACCOUNT}" }) { ${WORKERS}(
    filter: { date_geq: "${day}", date_lt: "${next}" }, limit: 10000
  ) { dimensions { ${dimensions} } sum { requests cpuTimeUs } } } } }`;
  const head = {
    flaretally: 1,
    captured_at: '2026-11-06T06:00:00Z',
    account: ACCOUNT,
    dataset: WORKERS,
    request: { query, variables: {} },
  };
  const response = `{"data":{"viewer":{"accounts":[{"${WORKERS}":${rows}}]}},"errors":null}`;
  return `${JSON.stringify(head).slice(0, -1)},"response":${response}}`;
}

interface Captured {
  rejected: string;
  error: string | null;
  dataset: string;
  asked: string[] | null;
}

/** A database in memory that is emptied before each load. */
export class Answers {
  readonly #db: Database;

  private constructor(db: Database) {
    this.#db = db;
  }

  static async open(): Promise<Answers> {
    return new Answers(await Database.open(newEmptyDatabase()));
  }

  close(): void {
    this.#db.close();
  }

  /**
   * What a load of some texts leaves in the database: the same whether answers that are plain are
   * read in one go or like others.
   */
  async load(folder: string, ...texts: string[]) {
    const paths = texts.map((text, i) => {
      const path = join(folder, `answer-${i}.json`);
      writeFileSync(path, text);
      return path;
    });
    const files = await Promise.all(
      paths.map(async (path) => measure(await inspect(path, true), DOCUMENT_SIZE)),
    );
    const slow = await this.#loaded(files.map((file) => ({ ...file, outline: undefined })));
    const loaded = await this.#loaded(files);
    expect(loaded).toEqual(slow);
    return loaded;
  }

  async #loaded(files: readonly InputFile[]) {
    for (const table of ['rejects', 'captures', 'workers_invocations']) {
      await this.#db.run(`delete from raw.${table}`);
    }
    const context = await loadContext(this.#db, { ...CATALOG, account: ACCOUNT, now: new Date(0) });
    await loadGraphql(this.#db, files, context);
    const of = <T>(sql: string) => this.#db.rows<T>(sql);
    return {
      lacks: context.lacks,
      rejects: await of<{ line: string; reason: string }>(
        'select line::varchar as line, reason from raw.rejects order by line',
      ),
      requests: await of<{ row: string; requests: string }>(
        `select row_number::varchar as row, requests::varchar as requests
         from raw.workers_invocations order by row_number`,
      ),
      captures: await of<Captured>(
        `select rejected_rows::varchar as rejected, error_message as error, dataset, asked_fields as asked
         from raw.captures order by dataset`,
      ),
    };
  }
}
