import type { Dataset } from '../../words/dataset.ts';
import { documentOf, type Slicing } from './document.ts';
import type { Limits } from './limits.ts';
import { type GraphqlDocument, keepFields, leavesOf, printDocument } from './selection.ts';

/**
 * Groups of fields that the list of available fields always names. Others are left out when
 * refused.
 */
const LISTED_GROUPS = ['dimensions', 'sum', 'max'];

/** Groups that may be refused as a whole. */
const GROUPS = ['confidence', 'avg', 'max'];

/** Without these a row cannot be placed: they are never dropped. */
const TIME_DIMENSIONS = ['date', 'datetimeHour', 'datetime'];

/**
 * Patterns for a field name in a message, the likeliest first: in quotes, after "field" or "path",
 * at the end of a path.
 */
function namesIn(message: string): string[] {
  const said = message.replaceAll(/https?:\S+/g, '');
  const patterns = [/["'`]([\w./]+)["'`]/g, /(?:field|path)s?:? ([\w./]+)/g, /(\w+(?:[./]\w+)+)/g];
  return patterns.flatMap((pattern) => [...said.matchAll(pattern)].map(([, name = '']) => name));
}

/**
 * The document of one dataset and slicing that this account may send: without fields that are not
 * available or that an answer refused.
 */
export class Shape {
  readonly dataset: Dataset;
  readonly slicing: Slicing;
  readonly isHourly: boolean;
  readonly limits: Limits;
  /** What was left out, and why. */
  readonly notes: string[] = [];
  /** Why the account gets nothing of the dataset, once known. */
  refused: string | undefined;
  /** The most rows per page. */
  pageSize: number;
  #document: GraphqlDocument;

  constructor(dataset: Dataset, slicing: Slicing, limits: Limits, isHourly: boolean) {
    this.dataset = dataset;
    this.slicing = slicing;
    this.limits = limits;
    this.isHourly = isHourly;
    this.pageSize = limits.maxPageSize;
    this.#document = documentOf(dataset, slicing);
    if (!isHourly) this.#remove((path) => path === 'dimensions.datetimeHour');
    if (!limits.isEnabled) this.refused = `the dataset is not enabled for this ${dataset.scope}`;
    for (const path of this.paths().filter((path) => !this.#isAvailable(path))) {
      this.drop(path, `not available to this ${dataset.scope}`);
    }
    this.#fit();
  }

  get text(): string {
    return printDocument(this.#document);
  }

  /** Dotted paths of the requested fields. */
  paths(): string[] {
    const prefix = this.#prefix();
    const leaves = leavesOf(this.#document.fields).filter((path) => path.startsWith(prefix));
    return leaves.map((path) => path.slice(prefix.length));
  }

  /** Dimensions that order the rows, time first; undefined if they do not identify a row. */
  key(): string[] | undefined {
    const asked = this.dataset.dimensions.filter((own) => this.has(`dimensions.${own.dimension}`));
    if (asked.some(({ isOrdered }) => !isOrdered)) return undefined;
    return [this.#time(), ...asked.map(({ dimension }) => dimension)];
  }

  /** The requested order of rows, as far as it is available. */
  orderBy(): string[] {
    const key = this.key() ?? [this.#time()];
    return key.map((name) => `${name}_ASC`);
  }

  /** The time dimension that places a row. */
  #time(): string {
    if (this.dataset.grain === 'instant') return 'datetime';
    return this.isHourly ? 'datetimeHour' : 'date';
  }

  /** Leaves out a field or a group of fields and says so. */
  drop(path: string, why: string): void {
    const note = `${path}: ${why}`;
    if (!this.notes.includes(note)) this.notes.push(note);
    if (path === 'budget') this.#keep((own) => own !== 'viewer.budget');
    else this.#remove((own) => own === path || own.startsWith(`${path}.`));
  }

  /** Whether a field or group is still requested. */
  has(path: string): boolean {
    return this.paths().some((own) => own === path || own.startsWith(`${path}.`));
  }

  /** The field or group that a message is about; none if that is the dataset, or unknown. */
  namedIn(message: string): string | undefined {
    for (const said of namesIn(message)) {
      const name = said.split(/[./]/).at(-1) ?? '';
      if (name === this.dataset.dataset) return undefined;
      if (name === 'budget') return name;
      const group = GROUPS.find((own) => name === own || said.includes('confidence'));
      if (group !== undefined && this.has(group)) return group;
      const isNamed = (own: string) =>
        own.split('.').at(-1) === name || own.replace('.', '_') === name;
      const path = this.paths().find((own) => !own.startsWith('confidence') && isNamed(own));
      if (path !== undefined && !TIME_DIMENSIONS.includes(path.split('.')[1] ?? '')) return path;
    }
    return undefined;
  }

  /** Where the fields of the dataset are in the document. */
  #prefix(): string {
    return `viewer.${this.dataset.scope}s.${this.dataset.dataset}.`;
  }

  #remove(isDropped: (path: string) => boolean): void {
    const prefix = this.#prefix();
    this.#keep((path) => !(path.startsWith(prefix) && isDropped(path.slice(prefix.length))));
  }

  #keep(isKept: (path: string) => boolean): void {
    this.#document = { ...this.#document, fields: keepFields(this.#document.fields, isKept) };
  }

  #isAvailable(path: string): boolean {
    const { fields } = this.limits;
    const [group = '', name = ''] = path.split('.');
    if (fields === undefined || TIME_DIMENSIONS.includes(name)) return true;
    if (name === '' || this.#takesArgument(name)) return true;
    const isListed = LISTED_GROUPS.includes(group) || [...fields].some((f) => f.startsWith(group));
    return !isListed || group === 'confidence' || fields.has(`${group}_${name}`);
  }

  /** How a list of fields names a label is not known: an answer refuses it if need be. */
  #takesArgument(name: string): boolean {
    return this.dataset.dimensions.some((own) => own.dimension === name && own.argument);
  }

  /** Leaves out the least needed fields until the document has no more than allowed. */
  #fit(): void {
    const spare = this.dataset.fields.filter(({ isSpare }) => isSpare);
    for (const path of [...spare.map(({ field }) => field), 'confidence']) {
      if (this.paths().length <= this.limits.maxFields) return;
      if (this.paths().some((own) => own.startsWith(path))) {
        this.drop(path, `at most ${this.limits.maxFields} fields may be asked for`);
      }
    }
  }
}
