import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { FlaretallyError } from '../errors.ts';

const require = createRequire(import.meta.url);

/**
 * DuckDB. It is loaded when first needed: the help of a command does not wait for 70 MB of library.
 * It is required, not imported: to import CommonJS, Node reads its hundred modules twice.
 * @throws FlaretallyError E_INSTALLATION where its library for this machine is not installed
 */
export function engine(): typeof import('@duckdb/node-api') {
  try {
    return require('@duckdb/node-api');
  } catch (error) {
    throw notInstalled(error as Error);
  }
}

/**
 * npm leaves the library for a machine out where it was told to omit optional packages, or where
 * `node_modules` was copied from a machine of another kind.
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
