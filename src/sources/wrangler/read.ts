import { readFileSync } from 'node:fs';
import { parse as parseJsonc } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';

/** What wrangler's configuration says of a script, its environments included. */
export interface WranglerScript {
  /** Path of the file. */
  file: string;
  /** Names of the script: its own, and those of its environments. */
  names: string[];
  accounts: string[];
  /** Classes of objects that the script itself has. */
  classes: string[];
}

/** A section of the file: the top, or an environment. */
interface Section {
  name?: unknown;
  account_id?: unknown;
  durable_objects?: { bindings?: unknown };
  env?: unknown;
}

interface Binding {
  class_name?: unknown;
  script_name?: unknown;
}

/**
 * Reads wrangler.jsonc, wrangler.json or wrangler.toml. A file that cannot be read gives nothing,
 * because it belongs to wrangler and is only a help here. See
 * https://developers.cloudflare.com/workers/wrangler/configuration/
 */
export function readWrangler(file: string): WranglerScript | undefined {
  const top = sectionOf(contentOf(file));
  if (top === undefined) return undefined;
  const environments = Object.entries(sectionOf(top.env) ?? {});
  const sections = [top, ...environments.flatMap(([, own]) => sectionOf(own) ?? [])];
  const name = textsOf([top.name])[0];
  // An environment without a name is deployed as `name-environment`.
  const named = environments.map(([environment, own]) => {
    return sectionOf(own)?.name ?? (name === undefined ? undefined : `${name}-${environment}`);
  });
  return {
    file,
    names: textsOf([name, ...named]),
    accounts: textsOf(sections.map((own) => own.account_id)).filter((id) => ACCOUNT.test(id)),
    classes: textsOf(sections.flatMap(classesOf)),
  };
}

const ACCOUNT = /^[0-9a-f]{32}$/i;

function contentOf(file: string): unknown {
  try {
    const text = readFileSync(file, 'utf8');
    return file.endsWith('.toml') ? parseToml(text) : parseJsonc(text);
  } catch {
    return undefined;
  }
}

/** A binding with a script is to an object of another one. */
function classesOf({ durable_objects: objects }: Section): unknown[] {
  const bindings = Array.isArray(objects?.bindings) ? (objects.bindings as Binding[]) : [];
  return bindings.flatMap((own) => (own?.script_name === undefined ? [own?.class_name] : []));
}

function sectionOf(value: unknown): Section | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}

/** The texts among values, each once. */
function textsOf(values: readonly unknown[]): string[] {
  const texts = values.filter((value) => typeof value === 'string' && value.trim() !== '');
  return [...new Set(texts as string[])];
}
