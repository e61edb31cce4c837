// Writes an account of many scripts, each of a tenant of its own, into bench/data/scripts-<count>:
// run `node bench/generate-scripts.mjs 30000`. Nothing but Workers, for the 31 days of the demo's
// period, or its last ones with `--days 10`. The same rows come out every time.
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DAYS, ordinals, save, saveAnswer, tenantName, workers } from './generate.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { days: { type: 'string', default: String(DAYS) } },
});
const count = Number(positionals[0] ?? 30_000);
const dir = join(dirname(fileURLToPath(import.meta.url)), 'data', `scripts-${count}`);
rmSync(dir, { recursive: true, force: true });
const scripts = ordinals(count).map((tenant) => `edge-${tenantName(tenant)}`);
const lines = ordinals(count).map((tenant) => `${tenantName(tenant)},script,${scripts[tenant]}`);
save(dir, 'tenants.csv', `${['tenant,kind,value', ...lines].join('\n')}\n`);
let rows = 0;
for (const day of ordinals(Number(values.days)).map((i) => DAYS - Number(values.days) + i))
  rows += saveAnswer(dir, 'workersInvocationsAdaptive', day, workers({ scripts }, day));
process.stderr.write(`${rows} rows in ${dir}\n`);
