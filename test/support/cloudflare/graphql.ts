import {
  type DocumentNode,
  execute,
  type GraphQLResolveInfo,
  parse,
  validate,
  visit,
} from 'graphql';
import { Refusal, refusedDocument } from './answers.ts';
import { compileFilter, type Filter } from './filter.ts';
import { groupRows, orderGroups } from './groups.ts';
import { toJson } from './json.ts';
import { LAX_RULES, ownScalars } from './lax.ts';
import { enforce, settingsOf } from './limits.ts';
import { groupNode, readNode } from './nodes.ts';
import { analyticsSchema, datasetNames, datasetType, isRaw, type Scope } from './schema.ts';
import { selectedFields } from './selection.ts';
import type { Answer, CloudflareOptions, Row } from './types.ts';
import { worded } from './wording.ts';

/** What one call is answered from. */
export interface World {
  options: CloudflareOptions;
  accounts: readonly string[];
  rows: readonly Row[];
  unentitled: readonly string[];
  now: Date;
  budget: number;
}

interface DatasetArgs {
  filter: Filter;
  limit: number;
  orderBy?: readonly string[] | null;
}

/** Datasets that a document selects, in order, once for each selection: its cost. */
export function datasetsIn(query: string): string[] {
  const [known, found] = [new Set([...datasetNames(), ...datasetNames('zone')]), [] as string[]];
  const walk = (document: DocumentNode) =>
    visit(document, {
      Field: ({ name, arguments: args }) => {
        if (known.has(name.value) && args && args.length > 0) found.push(name.value);
      },
    });
  try {
    walk(parse(query));
  } catch {
    return [];
  }
  return found;
}

/** Answers a document as the analytics API would. */
export async function answerGraphql(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  world: World,
): Promise<Answer> {
  const refuse = (errors: readonly Error[]) =>
    refusedDocument(errors, world.now, world.options.errorsIn200 ?? false);
  let document: DocumentNode;
  try {
    document = ownScalars(parse(query));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `query contains error, please review it and retry: ${reason}`;
    return refuse([new Refusal('parse', message)]);
  }
  const invalid = validate(analyticsSchema(), document, LAX_RULES);
  if (invalid.length > 0) return refuse(invalid.map((error) => worded(error, document)));
  const result = await execute({
    schema: analyticsSchema(),
    document,
    variableValues: variables,
    rootValue: rootOf(world, datasetsIn(query).length),
    fieldResolver: readNode,
  });
  if (result.errors) return refuse(result.errors);
  return { status: 200, body: toJson({ data: result.data, errors: null }) };
}

function rootOf(world: World, cost: number): unknown {
  return {
    cost,
    viewer: {
      budget: world.budget,
      accounts: ({ filter }: { filter?: { accountTag: string } }) => {
        const tag = filter?.accountTag ?? world.accounts[0] ?? '';
        if (!world.accounts.includes(tag)) {
          throw new Refusal('authz', 'not authorized for that account');
        }
        return [ownerNode({ scope: 'account', tag }, world)];
      },
      zones: ({ filter }: { filter?: { zoneTag?: string; zoneTag_in?: string[] } }) =>
        [filter?.zoneTag_in ?? filter?.zoneTag ?? []].flat().map((tag) => zoneNode(tag, world)),
    },
  };
}

function zoneNode(tag: string, world: World): Record<string, unknown> {
  const zone = world.options.zones?.find(({ id }) => id === tag);
  const account = zone?.account ?? world.accounts[0] ?? '';
  if (!zone || zone.hidden || !world.accounts.includes(account)) {
    throw new Refusal('authz', 'not authorized for that zone');
  }
  const own = world.unentitled.flatMap((path) =>
    path.startsWith(`${tag}/`) ? path.slice(tag.length + 1) : [],
  );
  return ownerNode({ scope: 'zone', tag }, { ...world, unentitled: [...world.unentitled, ...own] });
}

interface Owner {
  scope: Scope;
  tag: string;
}

function ownerNode(owner: Owner, world: World): Record<string, unknown> {
  const names = datasetNames(owner.scope);
  const settings = (name: string) => settingsOf(name, world.options, world.unentitled);
  const read = (dataset: string) => (args: DatasetArgs, _: unknown, info: GraphQLResolveInfo) =>
    answerDataset(dataset, owner, args, info, world);
  return {
    [`${owner.scope}Tag`]: owner.tag,
    settings: () => Object.fromEntries(names.map((name) => [name, () => settings(name)])),
    ...Object.fromEntries(names.map((name) => [name, read(name)])),
  };
}

/** One selection of one dataset: judged, filtered, grouped, ordered, cut at its limit in silence. */
function answerDataset(
  dataset: string,
  { scope, tag }: Owner,
  { filter, limit, orderBy }: DatasetArgs,
  info: GraphQLResolveInfo,
  world: World,
): unknown[] {
  const { fragments, variableValues } = info;
  const context = { fragments, variables: variableValues };
  const selected = selectedFields(datasetType(dataset), info.fieldNodes, context);
  if (world.options.broken?.includes(dataset)) {
    throw new Refusal('INTERNAL_SERVER_ERROR', 'Internal server error');
  }
  const ownerOf = (row: Row) => (scope === 'zone' ? row.zone : (row.account ?? world.accounts[0]));
  try {
    const settings = settingsOf(dataset, world.options, world.unentitled);
    enforce(settings, { scope, tag, selected, filter, limit, now: world.now });
    const keeps = compileFilter(filter);
    const own = world.rows.filter((row) => row.dataset === dataset && ownerOf(row) === tag);
    const dimensions = selected.filter(({ section }) => section === 'dimensions');
    const groups = groupRows(own.filter(keeps), dimensions, isRaw(dataset));
    return orderGroups(groups, orderBy ?? [], selected, isRaw(dataset))
      .slice(0, limit)
      .map((group) => groupNode(group, isRaw(dataset)));
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'parse')) throw error;
    throw new Refusal('parse', `error parsing args for "${dataset}": ${error.message}`);
  }
}
