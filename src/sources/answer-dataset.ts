import { FlaretallyError, usageError } from '../errors.ts';
import type { DocumentHead } from '../store/documents.ts';
import { DATASETS, type Dataset } from './datasets.ts';
import { datasetOf } from './window.ts';

/**
 * The dataset that one selection of an answer is of, or why it is left out: E_DATASET_UNKNOWN,
 * E_ANSWER_EMPTY. The request resolves an alias. The envelope's own word counts for a selection
 * that the request does not name, or for an answer that holds none.
 * @param isOnly whether the answer holds no other selection
 */
export function datasetIn(head: DocumentHead, isOnly: boolean): Dataset | FlaretallyError {
  const query = head.query ?? '';
  const { key } = head;
  if (key === null) return metered(head.dataset) ?? nothingIn(head);
  const isNamed = new RegExp(`\\b${key}\\b`).test(query);
  const own = metered(key) ?? metered(datasetOf(query, key));
  const envelope = isOnly && !isNamed ? metered(head.dataset) : undefined;
  return own ?? envelope ?? unmetered(head.path, isNamed ? datasetOf(query, key) : key, isNamed);
}

function metered(name: string | null): Dataset | undefined {
  return DATASETS.find(({ dataset }) => dataset === name);
}

/** A refused or empty answer has no selection of its own. */
function nothingIn({ path, dataset, error_message }: DocumentHead): FlaretallyError {
  if (dataset !== null) return unmetered(path, dataset, true);
  return new FlaretallyError({
    code: 'E_ANSWER_EMPTY',
    what: `${path} answers nothing`,
    why: error_message ?? 'it names no account and no dataset',
    fix: 'leave it out: what it should have held stays missing',
  });
}

function unmetered(path: string, name: string, isSure: boolean): FlaretallyError {
  const fix = `datasets: ${DATASETS.map(({ dataset }) => dataset).join(', ')}`;
  return usageError(
    'E_DATASET_UNKNOWN',
    `${path} answers "${name}", a dataset that is not metered yet${isSure ? '' : ', or an alias'}`,
    isSure ? fix : `${fix}; under an alias, save the answer together with its request`,
  );
}
