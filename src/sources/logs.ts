import type { Database } from '../store/database.ts';
import { insertLines } from '../store/lines.ts';
import type { InputFile } from './files.ts';
import type { LoadContext } from './load-context.ts';

/**
 * Loads Logpush files, a JSON object a line, gzipped or not. A line that is no JSON is rejected.
 */
export async function loadLogs(db: Database, files: readonly InputFile[], context: LoadContext) {
  for (const file of files) {
    const account = context.requireAccount(file.path);
    context.addLoad('logpush', account, file);
    await insertLines(db, 'raw.log_lines', { ...file, account });
  }
}
