// `npm run build` runs this after the compiler.

import { PREBUILT } from '../rules/catalog.ts';
import { makeEmptyDatabase } from './empty-database.ts';

await makeEmptyDatabase(PREBUILT);
