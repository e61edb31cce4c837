import { relative } from 'node:path';
import { TOKEN_VARIABLE } from '../../config/accounts.ts';
import { usageError } from '../../errors.ts';
import type { Answers, Nearby, Sources } from '../../init/answers.ts';
import { isBucketUrl, parseBucketUrl } from '../../sources/inputs/bucket/url.ts';
import { findWrangler } from '../../sources/wrangler/find.ts';
import { askAll, isAskable, type Question } from './ask.ts';
import { type FoundAnchor, findAnchor } from './find-anchor.ts';
import type { Io } from './io.ts';

/** The flags of the four questions; undefined where one is not given. */
export interface Given {
  account: string | undefined;
  tokenVariable: string | undefined;
  anchorDay: string | undefined;
  logs: readonly string[];
  yes: boolean;
}

export interface Answered {
  answers: Answers;
  sources: Sources;
  nearby: Nearby[];
  /** What to tell, a line each. */
  notes: string[];
}

type Ask = <T>(question: Question<T>, given: string | undefined) => Promise<T>;

/**
 * Answers the four questions: by flags, else by asking, else (`--yes`) by what was found.
 * @throws FlaretallyError E_INIT_ANSWERS naming the missing flags if nobody can be asked
 */
export async function answer(given: Given, io: Io): Promise<Answered> {
  const missing = missingFlags(given);
  if (missing.length === 0 || given.yes) return answerAll(given, io, byFallback);
  if (!isAskable(io)) {
    throw usageError(
      'E_INIT_ANSWERS',
      `there is no terminal to ask on, and init lacks ${missing.join(', ')}`,
      'give these flags, or --yes to take what init finds; none is an answer to the last two',
    );
  }
  return askAll(io, (ask) =>
    answerAll(given, io, async (question, text) => {
      return text === undefined ? ask(question) : question.read(text);
    }),
  );
}

const byFallback: Ask = async ({ fallback, read }, given) => read(given ?? fallback ?? '');

async function answerAll(given: Given, io: Io, ask: Ask): Promise<Answered> {
  const nearby = nearbyIn(io.cwd);
  const [found] = nearby.flatMap(({ accounts }) => accounts);
  const account = await ask(accountQuestion(found), given.account);
  const token = await ask(TOKEN_QUESTION, given.tokenVariable);
  const isAsked = given.anchorDay === undefined;
  const api: FoundAnchor = isAsked ? await findAnchor(account, token, io) : {};
  const anchor = await ask(anchorQuestion(api.day), given.anchorDay);
  const logs = await ask(LOGS_QUESTION, given.logs.length > 0 ? given.logs.join(',') : undefined);
  const isFound = given.account === undefined && account === found;
  return {
    answers: { account, token, anchor, logs },
    sources: {
      account: isFound ? ', as the file below says' : '',
      anchor: anchorSays(anchor, api.day),
    },
    nearby,
    notes: api.note === undefined ? [] : [api.note],
  };
}

function anchorSays(anchor: number | undefined, byApi: number | undefined): string {
  if (anchor === undefined) return ', if neither invoice nor API says it';
  return anchor === byApi ? ', by the billing API' : '';
}

function missingFlags({ account, tokenVariable, anchorDay, logs }: Given): string[] {
  return [
    ...(account === undefined ? ['--account'] : []),
    ...(tokenVariable === undefined ? ['--token-variable'] : []),
    ...(anchorDay === undefined ? ['--anchor-day'] : []),
    ...(logs.length === 0 ? ['--logs'] : []),
  ];
}

function accountQuestion(found: string | undefined): Question<string> {
  return {
    asks: 'Cloudflare account, 32 hexadecimal digits',
    fallback: found,
    read: (text) => {
      if (/^[0-9a-f]{32}$/i.test(text)) return text.toLowerCase();
      const what = text === '' ? 'no account is named' : `"${text}" is not an account id`;
      const fix = 'give --account: 32 hexadecimal digits, as in the address of the dashboard';
      throw usageError('E_ACCOUNT', what, fix);
    },
  };
}

const TOKEN_QUESTION: Question<string> = {
  asks: 'Environment variable that holds the API token',
  fallback: TOKEN_VARIABLE,
  read: (text) => {
    if (/^[A-Z_][A-Z0-9_]{0,63}$/.test(text)) return text;
    // It may be the token itself, which must not be repeated.
    throw usageError(
      'E_TOKEN_VARIABLE',
      'that is not the name of an environment variable',
      'name the variable, such as CLOUDFLARE_API_TOKEN, and never the token itself',
    );
  },
};

function anchorQuestion(found: number | undefined): Question<number | undefined> {
  return {
    asks: 'Day of the month on which billing periods start, 1 to 31, or none',
    fallback: found?.toString() ?? 'none',
    read: (text) => {
      if (text === 'none') return undefined;
      if (/^([1-9]|[12]\d|3[01])$/.test(text)) return Number(text);
      const what = `"${text}" is not a day of the month`;
      throw usageError('E_ANCHOR_DAY', what, 'write 1 to 31, or none');
    },
  };
}

const LOGS_QUESTION: Question<readonly string[]> = {
  asks: 'Where logs arrive: folders, patterns or s3:// addresses, commas between, or none',
  fallback: 'none',
  read: (text) => {
    const all = text.split(',').map((place) => place.trim());
    const places = all.filter((place) => place !== '' && place !== 'none');
    for (const place of places.filter(isBucketUrl)) parseBucketUrl(place);
    return places;
  },
};

/** Scripts found nearby, in words. */
function nearbyIn(cwd: string): Nearby[] {
  return findWrangler(cwd).map(({ file, names, accounts, classes }) => {
    const all = classes.length === 0 ? '' : `, classes ${classes.join(', ')}`;
    return { says: `${names.join(', ') || 'a script'} (${relative(cwd, file)}${all})`, accounts };
  });
}
