// Opens an export in DuckDB-Wasm, in the current folder, and prints the first value of each query:
// node duckdb-wasm.cjs MODULES SQL... It has no Parquet without the network, so files are CSV.
const { readdirSync, readFileSync } = require('node:fs');
const { dirname } = require('node:path');

const [modules = '', ...queries] = process.argv.slice(2);
const main = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs', {
  paths: [modules],
});
const duckdb = require(main);
const bundle = (name) => ({ mainModule: `${dirname(main)}/duckdb-${name}.wasm`, mainWorker: '' });

async function open() {
  const bundles = { mvp: bundle('mvp'), eh: bundle('eh') };
  const db = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
  await db.instantiate(() => undefined);
  db.open({ path: ':memory:' });
  for (const name of readdirSync('.').filter((own) => own.endsWith('.csv')))
    db.registerFileBuffer(name, new Uint8Array(readFileSync(name)));
  return db.connect();
}

open().then((connection) => {
  connection.query(readFileSync('open.sql', 'utf8'));
  const values = queries.map((sql) => Object.values(connection.query(sql).toArray()[0].toJSON()));
  console.log(JSON.stringify(values.map((row) => row.join(','))));
});
