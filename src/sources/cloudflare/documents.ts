import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GraphqlDocument, parseDocument } from './selection.ts';

/** The documents that are sent: the same place seen from `src/` and from `dist/`. */
export const DOCUMENTS = fileURLToPath(new URL('../../../queries/raw/', import.meta.url));

/** The document `queries/raw/<name>.graphql`, in its fullest form. */
export function readDocument(name: string): GraphqlDocument {
  return parseDocument(readFileSync(join(DOCUMENTS, `${name}.graphql`), 'utf8'));
}
