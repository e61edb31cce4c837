#!/usr/bin/env node
// Imports are dynamic so that an old Node gets a sentence and not a syntax error from a module.
const OLDEST_NODE = 20;

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  process.stderr.write(
    `error E_NODE: flaretally needs Node ${OLDEST_NODE} or newer, this is ${process.version}\n`,
  );
  process.exitCode = 1;
} else {
  const { main } = await import('./commands/shared/main.ts');
  await main(process);
}
