// `npm run build` runs this after the compiler.

import { makeCatalog, PREBUILT, readBundled } from '../rules/catalog.ts';
import { keepMade } from '../rules/made-catalog.ts';
import { resolve } from '../rules/resolve.ts';
import { Database } from '../store/database.ts';
import { makeEmptyDatabase } from './empty-database.ts';

// First, because what an earlier compiler run made must not get into the database.
const files = readBundled();
const catalog = makeCatalog(files);
const db = await Database.open(':memory:');
keepMade(catalog, await resolve(db, catalog), files);
db.close();
await makeEmptyDatabase(PREBUILT);
