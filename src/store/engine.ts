import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { FlaretallyError } from '../errors.ts';

const require = createRequire(import.meta.url);

/**
 * What DuckDB's own allocator (jemalloc) does with freed memory: it is kept for ten seconds before
 * it goes back to the operating system, in one arena. By default it is given back within a second
 * and is then wanted again by the next of a thousand short statements, which took a fifth of the
 * CPU of a first load. The allocator reads the variable once, as the library is loaded.
 */
const ALLOCATOR = 'dirty_decay_ms:10000,muzzy_decay_ms:10000,narenas:1';

/**
 * Loads DuckDB at its first use, so that the help of a command does not wait for a library of 70
 * MB. It is required, not imported: to import CommonJS, Node reads its hundred modules twice.
 * @throws FlaretallyError E_INSTALLATION if its library for this machine is not installed
 */
export function engine(): typeof import('@duckdb/node-api') {
  process.env.DUCKDB_JE_MALLOC_CONF ??= ALLOCATOR;
  try {
    return require('@duckdb/node-api');
  } catch (error) {
    throw notInstalled(error as Error);
  }
}

/**
 * npm leaves out the library for this machine if optional packages are omitted, or if
 * `node_modules` was copied from another kind of machine.
 */
function notInstalled(cause: Error): FlaretallyError {
  const library = `@duckdb/node-bindings-${platform()}-${arch()}`;
  const version = versionOf('@duckdb/node-api');
  return new FlaretallyError(
    {
      code: 'E_INSTALLATION',
      what: 'DuckDB, on which Flaretally runs, is not wholly installed',
      why: `${library} cannot be loaded: ${cause.message.split('\n', 1)[0]}`,
      fix:
        'no file of yours is at fault; install with optional packages, on this machine: ' +
        `npm install --include=optional ${library}${version}`,
    },
    { cause },
  );
}

function versionOf(name: string): string {
  try {
    const { version } = require(`${name}/package.json`);
    return `@${version}`;
  } catch {
    return '';
  }
}
