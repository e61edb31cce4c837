import {
  findNodeAtLocation,
  getNodeValue,
  type JSONPath,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { closest } from '../words/suggest.ts';
import { configError } from './config-error.ts';
import { configSchema, type Settings } from './schema.ts';
import { refuseSecrets } from './secrets.ts';

/** The settings of a file, and the line on which each stands. */
export interface Parsed {
  settings: Settings;
  /** The line of a setting such as `pull.only`, from 1; undefined if the file lacks it. */
  lineOf(path: JSONPath): number | undefined;
}

/** An issue of zod with what we read of it. */
interface Issue {
  code?: string;
  keys?: string[];
  path: PropertyKey[];
  message: string;
}

/**
 * Reads JSON with comments and trailing commas.
 * @param file how messages name it
 * @throws FlaretallyError E_CONFIG, E_CONFIG_SECRET
 */
export function parseConfig(text: string, file: string): Parsed {
  refuseSecrets(text, file);
  const errors: ParseError[] = [];
  const bare = text.replace(/^\ufeff/, ' ');
  const root = parseTree(bare, errors, { allowTrailingComma: true });
  const lineAt = (offset: number) => bare.slice(0, offset).split('\n').length;
  const [broken] = errors;
  if (broken) {
    const says = printParseErrorCode(broken.error)
      .replace(/([A-Z])/g, ' $1')
      .trim()
      .toLowerCase();
    throw configError(
      'E_CONFIG',
      `${file} is not JSON with comments`,
      `line ${lineAt(broken.offset)}: ${says}`,
      'mend that line; comments and a comma after the last entry are allowed',
    );
  }
  if (root) refuseTwice(root, (offset) => `${file}:${lineAt(offset)}`);
  const lineOf = (path: JSONPath) => {
    const node = root && findNodeAtLocation(root, path);
    return node && lineAt(node.offset);
  };
  const result = configSchema.safeParse(root ? getNodeValue(root) : undefined);
  if (result.success) return { settings: result.data, lineOf };
  const said = result.error.issues.flatMap((issue) => saysOf(issue as Issue, lineOf));
  const inOrder = said.toSorted((one, other) => one.line - other.line);
  const [what = '', ...more] = inOrder.map(({ line, says }) => `${file}:${line}${says}`);
  throw configError(
    'E_CONFIG',
    what,
    more.length === 0 ? undefined : more.join('\n'),
    'docs/configuration.md lists the settings',
  );
}

/** A key twice: which of the two counts would be a guess. */
function refuseTwice(node: Node, place: (offset: number) => string): void {
  const names = new Set<string>();
  for (const child of node.children ?? []) {
    const [key] = child.type === 'property' ? (child.children ?? []) : [];
    if (key !== undefined && names.has(key.value as string)) {
      const name = String(key.value);
      const what = `${place(key.offset)} sets ${name} a second time`;
      throw configError('E_CONFIG', what, undefined, 'keep one of the two');
    }
    if (key !== undefined) names.add(key.value as string);
    refuseTwice(child, place);
  }
}

/** What is said of each mistake, after its place: `flaretally.jsonc:4: anchor is not a day`. */
function saysOf(issue: Issue, lineOf: Parsed['lineOf']): { line: number; says: string }[] {
  const path = issue.path as JSONPath;
  const line = (at: JSONPath) => lineOf(at) ?? 1;
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map((key) => {
      const near = closest(key, keysAt(path));
      const hint = near === undefined ? '' : `; did you mean ${near}?`;
      const says = ` has no setting ${nameOf([...path, key])}${hint}`;
      return { line: line([...path, key]), says };
    });
  const name = path.length === 0 ? 'the file' : nameOf(path);
  return [{ line: line(path), says: `: ${name} ${wordsOf(issue)}` }];
}

function wordsOf({ code, message }: Issue): string {
  return code === 'invalid_type' && /^Invalid input/.test(message)
    ? 'is not an object in braces, or not a list in brackets, as it must be'
    : message;
}

/** `accounts[1].token`. */
function nameOf(path: JSONPath): string {
  return path.reduce<string>(
    (name, part) =>
      typeof part === 'number' ? `${name}[${part}]` : name === '' ? part : `${name}.${part}`,
    '',
  );
}

/** The settings that an object may have. */
function keysAt(path: JSONPath): string[] {
  const shapes: Record<string, Record<string, unknown>> = {
    '': configSchema.shape,
    accounts: configSchema.shape.accounts.unwrap().element.shape,
    pull: configSchema.shape.pull.unwrap().shape,
    reports: configSchema.shape.reports.unwrap().shape,
    notify: configSchema.shape.notify.unwrap().shape,
  };
  return Object.keys(shapes[String(path[0] ?? '')] ?? {});
}
