import { EXIT, FlaretallyError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { saveBuilder } from './built-by.ts';
import type { Catalog } from './catalog.ts';
import { refuseDoubles } from './doubles.ts';
import { inputsOf } from './inputs.ts';
import { refusePeeking } from './invoice-seen.ts';
import { saveReads } from './known-reads.ts';
import { inOrder, type ResolvedRule } from './order.ts';
import {
  basePrint,
  contentPrint,
  declaredPrints,
  type Print,
  savePrints,
  sha256,
  storedPrints,
  textPrint,
} from './prints.ts';
import { dropStale } from './stale.ts';

/** The rules of a catalog with their inputs, in order. Reads no data, and runs nothing of them. */
export async function resolve(db: Database, catalog: Catalog): Promise<ResolvedRule[]> {
  const resolved: ResolvedRule[] = [];
  for (const rule of catalog.rules) resolved.push({ ...rule, inputs: await inputsOf(db, rule) });
  const ordered = inOrder(resolved);
  refusePeeking(ordered);
  return ordered;
}

/**
 * Makes every computed relation that is not as it should be. A view is kept while its text and
 * those of all that it reads are the same, a table while its text and the content of what it reads
 * are: a new tolerance does not re-read usage.
 * @param targets only these relations and what they read, if given
 */
export async function build(
  db: Database,
  catalog: Catalog,
  targets?: readonly string[],
): Promise<void> {
  const all = await resolve(db, catalog);
  const rules = targets ? neededFor(all, targets) : all;
  const present = await dropStale(db, rules);
  const old = await storedPrints(db);
  const base = await basePrint(db, catalog);
  const texts = new Map<string, string>();
  const contents = await declaredPrints(db, catalog);
  const built: Print[] = [];
  for (const rule of rules) {
    const { relation, header, inputs } = rule;
    const text = sha256(base, rule.sql, ...inputs.map((input) => texts.get(input) ?? ''));
    const print = sha256(base, rule.sql, ...inputs.map((input) => contents.get(input) ?? ''));
    texts.set(relation, text);
    if (header.kind === 'declaration') {
      built.push({ relation, fingerprint: textPrint(rule), content: contents.get(relation) ?? '' });
      continue;
    }
    const fingerprint = header.kind === 'view' ? text : print;
    const before = old.get(relation);
    const isKept = before?.fingerprint === fingerprint && present.has(relation);
    if (!isKept) await create(db, rule);
    let content = print;
    if (header.kind === 'table')
      content = isKept ? before.content : ((await contentPrint(db, rule)) ?? print);
    contents.set(relation, content);
    built.push({ relation, fingerprint, content });
  }
  await savePrints(db, built);
  if (targets) return;
  await saveReads(db, rules);
  await saveBuilder(db, catalog);
}

/** The targets and all that they read, in the order of `rules`. */
export function neededFor(
  rules: readonly ResolvedRule[],
  targets: readonly string[],
): ResolvedRule[] {
  const wanted = new Set(targets);
  for (const rule of [...rules].reverse()) {
    if (wanted.has(rule.relation)) for (const input of rule.inputs) wanted.add(input);
  }
  return rules.filter((rule) => wanted.has(rule.relation) || rule.header.kind === 'declaration');
}

async function create(db: Database, rule: ResolvedRule): Promise<void> {
  const { kind, says } = rule.header;
  try {
    await db.run(`create or replace ${kind} ${rule.relation} as ${rule.sql}`);
  } catch (error) {
    throw ruleError(rule, error);
  }
  await db.run(`comment on ${kind} ${rule.relation} is '${says.replaceAll("'", "''")}'`);
  if (rule.isReplaced) await refuseDoubles(db, rule);
}

/** What stops a rule and is no fault of it. */
const OF_THE_MACHINE: readonly string[] = ['E_MEMORY', 'E_DISK_FULL'];

export function ruleError(rule: ResolvedRule, cause: unknown): FlaretallyError {
  const { code, message, why, fix } = cause as FlaretallyError;
  if (OF_THE_MACHINE.includes(code)) return cause as FlaretallyError;
  return new FlaretallyError(
    {
      code: 'E_RULE_SQL',
      what: `${rule.path} cannot be built`,
      why: why ?? message,
      ...(fix ? { fix } : {}),
      exit: rule.isReplaced ? EXIT.usage : EXIT.failed,
    },
    { cause },
  );
}
