// Today's ClickHouse as a process: the package chdb, where FLARETALLY_CHDB says that it is.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '../temp.ts';

/** The folder with chdb; undefined on a machine without it. */
export const CHDB = process.env.FLARETALLY_CHDB;

export interface Chdb {
  port: number;
  /** Runs a statement, with a body for an INSERT. */
  run(query: string, body?: string): Promise<void>;
  close(): void;
}

/** @param data a folder for its data, which need not exist */
export async function startChdb(data: string): Promise<Chdb> {
  const server = join(ROOT, 'test/support/clickhouse/chdb-server.mjs');
  const child = fork(server, [CHDB ?? '', data]);
  const [port] = (await once(child, 'message')) as [number];
  return {
    port,
    run: async (query, body = '') => {
      const url = `http://127.0.0.1:${port}/?query=${encodeURIComponent(query)}`;
      const answer = await fetch(url, { method: 'POST', body });
      if (!answer.ok) throw new Error(await answer.text());
    },
    close: () => child.disconnect(),
  };
}
