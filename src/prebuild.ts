// Run by `npm run build`, after the compiler.
import { makeEmptyDatabase } from './empty-database.ts';
import { PREBUILT } from './rules/prebuilt.ts';

await makeEmptyDatabase(PREBUILT);
