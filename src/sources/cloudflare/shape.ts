import type { Dataset } from '../../words/dataset.ts';
import { documentOf, type Slicing } from './document.ts';
import type { Limits } from './limits.ts';
import { type GraphqlDocument, keepFields, leavesOf, printDocument } from './selection.ts';

/** Groups that the list of available fields is sure to name; others are dropped when refused. */
const LISTED_GROUPS = ['dimensions', 'sum', 'max'];

/** Groups that may be refused as a whole. */
const GROUPS = ['confidence', 'avg', 'max'];

/** Without these a row cannot be placed: they are never dropped. */
const TIME_DIMENSIONS = ['date', 'datetimeHour', 'datetime'];

/** Names in a message, the likeliest first: in quotes, after "field" or "path", at a path's end. */
function namesIn(message: string): string[] {
  const said = message.replaceAll(/https?:\S+/g, '');
  const patterns = [/["'`]([\w./]+)["'`]/g, /(?:field|path)s?:? ([\w./]+)/g, /(\w+(?:[./]\w+)+)/g];
  return patterns.flatMap((pattern) => [...said.matchAll(pattern)].map(([, name = '']) => name));
}

/**
 * The document of one dataset and slicing as this account may send it: less the fields that are not
 * available, and less those that an answer refuses.
 */
export class Shape {
  readonly dataset: Dataset;
  readonly slicing: Slicing;
  readonly isHourly: boolean;
  readonly limits: Limits;
  /** What was left out, and why. */
  readonly notes: string[] = [];
  /** Why nothing of the dataset is given to this account, once known. */
  refused: string | undefined;
  /** Most rows of a page. */
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

  /** Dotted paths of the fields asked of the dataset. */
  paths(): string[] {
    const prefix = this.#prefix();
    const leaves = leavesOf(this.#document.fields).filter((path) => path.startsWith(prefix));
    return leaves.map((path) => path.slice(prefix.length));
  }

  /**
   * Dimensions that order the rows, time first; undefined where they cannot tell all rows apart.
   */
  key(): string[] | undefined {
    const asked = this.dataset.dimensions.filter((own) => this.has(`dimensions.${own.dimension}`));
    if (asked.some(({ isOrdered }) => !isOrdered)) return undefined;
    return [this.#time(), ...asked.map(({ dimension }) => dimension)];
  }

  /** What the rows are asked to be ordered by, as far as they can be. */
  orderBy(): string[] {
    const key = this.key() ?? [this.#time()];
    return key.map((name) => `${name}_ASC`);
  }

  /** What rows are placed by. */
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

  /** Whether a field or group is still asked for. */
  has(path: string): boolean {
    return this.paths().some((own) => own === path || own.startsWith(`${path}.`));
  }

  /** The field or group that a message speaks of; none where that is the dataset, or unknown. */
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
    if (name === '') return true;
    const isListed = LISTED_GROUPS.includes(group) || [...fields].some((f) => f.startsWith(group));
    return !isListed || group === 'confidence' || fields.has(`${group}_${name}`);
  }

  /** Leaves out what is least needed until the document asks for no more fields than it may. */
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
