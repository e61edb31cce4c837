import { EXIT, type ExitCode, FlaretallyError } from '../../../errors.ts';

/** A failure after which the same question may be answered. */
export class Passing extends Error {
  override readonly name = 'Passing';
}

/**
 * Nothing that speaks for ClickHouse was heard. Before the first answer the address may be wrong,
 * so it is not tried for long.
 */
export class Unreached extends Passing {
  /** Whether it was waited for long already. */
  readonly isSilent: boolean;

  constructor(message: string, isSilent = false) {
    super(message);
    this.isSilent = isSilent;
  }
}

/** The question needs more of the server than it may have: smaller ones may be answered. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** What an answer is about, for messages. */
export interface Asked {
  says: string;
  host: string;
  user: string;
}

/** Codes of ClickHouse by what to do: https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp */
const CODES = {
  access: [192, 193, 194, 195, 516],
  grant: [291, 497],
  settings: [164, 452],
  table: [60, 81],
  memory: [241, 159, 160, 396, 191],
  limit: [158, 307],
  passing: [
    3, 32, 33, 101, 102, 198, 202, 203, 209, 210, 236, 279, 319, 373, 394, 410, 425, 735, 999, 1000,
    1001, 1002,
  ],
} as const;

/** What an exception of ClickHouse means, by its code. */
export function refusalOf(asked: Asked, message: string): Error {
  const code = Number(/Code: (\d+)/.exec(message)?.[1] ?? /"code":\s*"?(\d+)/.exec(message)?.[1]);
  const is = (kind: keyof typeof CODES) => (CODES[kind] as readonly number[]).includes(code);
  const why = sentenceOf(message);
  if (is('passing')) return new Passing(why);
  if (is('memory')) return new TooLarge(why);
  const { says, host, user } = asked;
  if (is('access'))
    return refused('E_CLICKHOUSE_ACCESS', `${host} does not let ${user} in`, why, {
      fix: 'check CLICKHOUSE_USER and CLICKHOUSE_PASSWORD, and from where the user may connect',
      exit: EXIT.unauthorised,
    });
  if (is('grant'))
    return refused('E_CLICKHOUSE_ACCESS', `${user} may not read ${says}`, why, {
      fix: 'GRANT SELECT on the table; flaretally clickhouse ddl prints the grants',
      exit: EXIT.unauthorised,
    });
  if (is('settings'))
    return refused('E_CLICKHOUSE_ACCESS', `${user} may not change settings of a query`, why, {
      fix: 'give its profile readonly = 2: it still writes nothing; see flaretally clickhouse ddl',
      exit: EXIT.unauthorised,
    });
  if (is('table'))
    return refused('E_CLICKHOUSE_TABLE', `there is no ${says}`, why, {
      fix: 'check the names of the database and of the table, and the host',
      exit: EXIT.usage,
    });
  if (is('limit'))
    return refused('E_CLICKHOUSE_LIMIT', `${says} has more records than ${user} may read`, why, {
      fix: 'raise max_rows_to_read and max_bytes_to_read in the profile of the user',
    });
  return refused('E_CLICKHOUSE_QUERY', `${host} refuses the question about ${says}`, why, {
    fix: 'compare the columns with flaretally clickhouse ddl; --mapping names those that differ',
  });
}

function refused(
  code: string,
  what: string,
  why: string,
  { fix, exit = EXIT.failed }: { fix: string; exit?: ExitCode },
): FlaretallyError {
  return new FlaretallyError({ code, what, why, fix, exit });
}

/** The first sentence of an exception: the rest repeats the query. */
function sentenceOf(message: string): string {
  const [line = ''] = message.trim().split('\n');
  const text = line
    .replace(/, e\.(displayText\(\)|what\(\)) = (DB::Exception)?:?/g, ' ')
    .replace(/\(version [^)]*\)/, '')
    .replace(/\s+/g, ' ');
  return text.length > 400 ? `${text.slice(0, 400)} ...` : text.trim();
}

/** What a failed connection means. */
export function broken(asked: Asked, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND')
    return refused('E_CLICKHOUSE_HOST', `there is no host ${asked.host}`, message, {
      fix: 'check the address, and the network',
    });
  if (/CERT|SELF_SIGNED|ERR_TLS|EPROTO|SSL|UNABLE_TO|CRL/.test(code ?? ''))
    return refused('E_CLICKHOUSE_TLS', `${asked.host} cannot be trusted`, `${code}: ${message}`, {
      fix:
        'check the name in the address; NODE_EXTRA_CA_CERTS names a file with its authority; ' +
        'without TLS write clickhouse://',
    });
  if (message.includes('is for clickhouse-client program'))
    return refused('E_CLICKHOUSE_URL', `${asked.says} names no port of HTTP`, sentenceOf(message), {
      fix: 'name the HTTP port, which is 8123 unless the server has another; with TLS 8443',
      exit: EXIT.usage,
    });
  return new Unreached(`the connection failed: ${code ?? message}`, isTimeout(error));
}

/** E_CLICKHOUSE_HOST: nothing was ever heard from the address. */
export function unreached({ says, endpoint }: { says: string; endpoint: string }, why: string) {
  return refused('E_CLICKHOUSE_HOST', `${says} cannot be reached at ${endpoint}`, why, {
    fix: 'check host and HTTP port of the address, whether the server runs, and firewalls',
  });
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof Error && /Timeout|TIMEDOUT|aborted/i.test(`${error.name} ${error.message}`)
  );
}
