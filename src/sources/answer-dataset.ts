import { FlaretallyError, usageError } from '../errors.ts';
import type { DocumentHead } from '../store/document-heads.ts';
import type { Dataset } from '../words/dataset.ts';
import { datasetOf } from './window.ts';
import { misplaced } from './zones.ts';

/**
 * The dataset of one selection of an answer, or the reason why it is skipped: E_DATASET_UNKNOWN,
 * E_ANSWER_EMPTY, and those of `misplaced`. The request resolves an alias. The envelope names the
 * dataset of a selection that the request does not name, or of an answer without any.
 * @param isOnly whether the answer has no other selection
 */
export function datasetIn(
  head: DocumentHead,
  isOnly: boolean,
  datasets: readonly Dataset[],
): Dataset | FlaretallyError {
  const found = namedIn(head, isOnly, datasets);
  return found instanceof FlaretallyError ? found : (misplaced(head, found) ?? found);
}

function namedIn(
  head: DocumentHead,
  isOnly: boolean,
  datasets: readonly Dataset[],
): Dataset | FlaretallyError {
  const metered = (name: string | null) => datasets.find(({ dataset }) => dataset === name);
  const query = head.query ?? '';
  const { key } = head;
  if (key === null) return metered(head.dataset) ?? nothingIn(head);
  const isNamed = new RegExp(`\\b${key}\\b`).test(query);
  const own = metered(key) ?? metered(datasetOf(query, key));
  const envelope = isOnly && !isNamed ? metered(head.dataset) : undefined;
  const name = isNamed ? datasetOf(query, key) : key;
  return own ?? envelope ?? unmetered({ path: head.path, name, isSure: isNamed });
}

/** A refused or empty answer has no selection. */
function nothingIn({ path, dataset, error_message }: DocumentHead): FlaretallyError {
  if (dataset !== null) return unmetered({ path, name: dataset, isSure: true });
  return new FlaretallyError({
    code: 'E_ANSWER_EMPTY',
    what: `${path} is an answer without data`,
    why: error_message ?? 'it names no account and no dataset',
    fix: 'leave it out: its usage stays missing',
  });
}

interface Unmetered {
  path: string;
  name: string;
  /** Whether the name is the dataset's own and not an alias. */
  isSure: boolean;
}

function unmetered({ path, name, isSure }: Unmetered): FlaretallyError {
  const fix =
    'flaretally rules ref.datasets lists those that are; ' +
    'if rules of your own describe it, give --queries';
  return usageError(
    'E_DATASET_UNKNOWN',
    `${path}: the dataset "${name}" is not metered yet${isSure ? '' : ', or the name is an alias'}`,
    isSure ? fix : `${fix}; if it is an alias, save the answer together with its request`,
  );
}
