import { type ASTNode, type DocumentNode, type GraphQLError, visit } from 'graphql';
import { Refusal } from './answers.ts';

/** A validation error in the words of the API, which has fewer of them than graphql-js. */
export function worded(error: GraphQLError, document: DocumentNode): Refusal {
  const path = pathTo(error.nodes?.[0], document);
  return new Refusal('parse', wordsFor(error.message, path.at(-1) ?? ''), path);
}

function wordsFor(message: string, field: string): string {
  const unknown = /^Cannot query field "(\w+)"/.exec(message);
  if (unknown) return `unknown field "${unknown[1]}"`;
  if (/must not have a selection/.test(message)) return 'scalar fields must have no selections';
  if (/must have a selection of subfields/.test(message)) {
    return 'object field must have selections';
  }
  const missing = /^(?:Field|Argument) "(\w+)" (?:argument "(\w+)" )?of .*required/.exec(message);
  if (missing) {
    return `error parsing args for "${field}": ${missing[2] ?? missing[1]}: value is required`;
  }
  const argument = /^Unknown argument "(\w+)"/.exec(message);
  if (argument) return `error parsing args for "${field}": unknown arg "${argument[1]}"`;
  const filter = /^Field "(\w+)" is not defined by type/.exec(message);
  if (filter) return `error parsing args for "${field}": filter: unknown field "${filter[1]}"`;
  const order = /^Value "(\w+)" does not exist in "\w+OrderBy" enum/.exec(message);
  if (order) return `error parsing args for "${field}": orderBy: unknown value "${order[1]}"`;
  if (/^Expected value of type|found "|found \d/.test(message)) {
    return `error parsing args for "${field}": ${message}`;
  }
  return `query contains error, please review it and retry: ${message}`;
}

/** Field names from the root to a node; scopes carry the index `0`, as the API's paths do. */
function pathTo(target: ASTNode | undefined, document: DocumentNode): string[] {
  const stack: string[] = [];
  let found: string[] | undefined;
  visit(document, {
    enter(node) {
      if (node.kind === 'Field') stack.push(node.name.value);
      if (node === target) found ??= [...stack];
    },
    leave(node) {
      if (node.kind === 'Field') stack.pop();
    },
  });
  return (found ?? []).flatMap((name) => (name === 'accounts' ? [name, '0'] : [name]));
}
