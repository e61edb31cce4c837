import { usageError } from '../../../errors.ts';

/** A table as a person writes it: `clickhouse://host:8123/database.table`. */
export interface TableUrl {
  /** Where it answers: `http://host:8123`. */
  endpoint: string;
  host: string;
  database: string;
  table: string;
  /** The whole address, for messages and for the ledger of loads. */
  says: string;
}

export function isTableUrl(path: string): boolean {
  return /^clickhouses?:\/\//i.test(path);
}

/** HTTP's default ports of ClickHouse, without and with TLS. */
const PORTS = { clickhouse: '8123', clickhouses: '8443' } as const;

/**
 * A database and a table as a person writes them; empty if the text does not name both. A name with
 * a dot would be two, one with a quote or a control character is hardly meant.
 */
export function tableNamed(text: string): { database: string; table: string } {
  const name = /^[^./\\`'"\p{Cc}\s](?:[^./\\`'"\p{Cc}]*[^./\\`'"\p{Cc}\s])?$/u;
  const names = text.split('.');
  const [database = '', table = ''] = names;
  const isNamed = names.length === 2 && names.every((one) => name.test(one));
  return isNamed ? { database, table } : { database: '', table: '' };
}

/** @throws FlaretallyError E_CLICKHOUSE_URL; what looks like a secret in it is not repeated */
export function parseTableUrl(text: string): TableUrl {
  const [, word = '', place = '', path = ''] = /^(\w+):\/\/([^/]*)\/?(.*)$/s.exec(text) ?? [];
  const scheme = word.toLowerCase() as keyof typeof PORTS;
  if (/[@?#]/.test(text)) {
    throw usageError(
      'E_CLICKHOUSE_URL',
      `a ${scheme}:// address has no user, password or settings in it`,
      'set CLICKHOUSE_USER and CLICKHOUSE_PASSWORD; for TLS write clickhouses://',
    );
  }
  const [, host = '', port = PORTS[scheme]] =
    /^([\w.-]+|\[[\da-f:.]+\])(?::(\d{1,5}))?$/i.exec(place) ?? [];
  const { database, table } = tableNamed(path);
  if (host === '' || table === '' || Number(port) > 65_535) {
    throw usageError(
      'E_CLICKHOUSE_URL',
      `${text} names no table`,
      `write ${scheme}://HOST/DATABASE.TABLE or ${scheme}://HOST:PORT/DATABASE.TABLE, ` +
        'PORT of HTTP, names without a dot, a slash, a quote or a blank at an end',
    );
  }
  const secure = scheme === 'clickhouses' ? 'https' : 'http';
  return {
    endpoint: `${secure}://${host}:${port}`,
    host,
    database,
    table,
    says: `${scheme}://${place}/${database}.${table}`,
  };
}
