// Run by `npm run build`, after the compiler.
import { makeEmptyDatabase } from './empty-database.ts';
import { PREBUILT } from './rules/catalog.ts';

await makeEmptyDatabase(PREBUILT);
