import { join } from 'node:path';
import type { Period } from '../period.ts';
import { chargebackFiles } from '../reports/chargeback/page-files.ts';
import type { Form } from '../reports/forms/form.ts';
import { reconciliationJson } from '../reports/reconciliation-json.ts';
import { writeFiles } from '../store/write-files.ts';
import { readReports } from './read-reports.ts';
import type { RunState, Step, StepEnd } from './world.ts';

/** The chargeback report of each period in the wanted forms, and the reconciliation as JSON. */
export function reportStep(state: RunState): Step {
  return { name: 'report', run: () => reportsOf(state) };
}

async function reportsOf(state: RunState): Promise<StepEnd> {
  const { plan, world, found } = state;
  const { reports } = plan;
  if (reports === undefined) return { outcome: 'skipped', says: 'no folder for reports is named' };
  if (found.length === 0) return { outcome: 'skipped', says: 'no period was reconciled' };
  const written: string[] = [];
  for (const { result } of found) {
    const { period } = result;
    const whose = found.length > 1 ? `-${period.account}` : '';
    const at = (name: string, form: string) =>
      join(reports.folder, `${name}${whose}-${period.starts_on}.${form}`);
    const files: Record<string, string | Uint8Array> = {
      [at('reconciliation', 'json')]: reconciliationJson(result),
    };
    await readReports(state, async (db) => {
      for (const form of reports.forms) {
        const made = { version: world.versions.flaretally, command: commandOf(period, form) };
        Object.assign(files, await chargebackFiles(db, period, at('chargeback', form), form, made));
      }
    });
    writeFiles(files, true);
    written.push(...Object.keys(files));
  }
  return { says: `${written.length} file(s) in ${reports.folder}` };
}

function commandOf({ account, starts_on: from, ends_on: to }: Period, form: Form): string {
  const period = `--account ${account} --period ${from}..${to}`;
  return `flaretally report chargeback ${period} --format ${form}`;
}
