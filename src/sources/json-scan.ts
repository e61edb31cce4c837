import { FlaretallyError } from '../errors.ts';
import { tooLarge } from './document-size.ts';

const [QUOTE, COMMA, COLON, BACKSLASH] = [0x22, 0x2c, 0x3a, 0x5c];
const [SQUARE, UNSQUARE, CURLY, UNCURLY] = [0x5b, 0x5d, 0x7b, 0x7d];

/** The deepest nesting of a document; Cloudflare's answers have less than ten levels. */
const DEEPEST = 100;

/** The most keys of one object. */
const MOST_KEYS = 10_000;

/** The least bytes per value of a document, because even a digit in a list takes memory. */
const BYTES_A_VALUE = 8;

/** The count for a list, which may have any number of commas. */
const NEVER = -(2 ** 31);

/** Bytes after the list that are kept; an answer has about twenty. */
const MOST_TAIL = 65_536;

/** What a scan found out about the given list. */
export interface ScannedList {
  /** Number of keys of all objects in the list, at any depth. */
  keys: number;
  /** Number of keys outside of the list. */
  otherKeys: number;
  /** The text after the list, from its bracket on. */
  tail: string;
}

/**
 * Counts brackets, commas and colons of a JSON text, chunk by chunk, and ignores its values: how
 * many values there are, how deep it nests, and how many keys one list has. Whether the text is
 * valid JSON is checked by its reader.
 */
export class JsonScan {
  readonly #path: string;
  readonly #most: number;
  /** Offset of the list to look at, if any. */
  readonly #start: number;
  /** Commas of each open object; negative for lists. */
  readonly #commas = new Int32Array(DEEPEST + 2);
  #depth = 0;
  #values = 0;
  #keys = 0;
  #isText = false;
  /** Bytes of all chunks so far, and how many of the next chunk are done already. */
  #bytes = 0;
  #from = 0;
  #list = { depth: -1, keysBefore: 0, keys: -1 };
  #tail: Buffer[] = [];
  #tailBytes = 0;

  /**
   * @param most bytes that the document may have
   * @param start offset of its list of rows, if known
   */
  constructor(path: string, most: number, start: number | undefined) {
    this.#path = path;
    this.#most = most;
    this.#start = start ?? -1;
  }

  /** @throws FlaretallyError E_JSON, E_DOCUMENT_SIZE */
  take(chunk: Buffer): void {
    if (this.#list.keys >= 0) this.#keepTail(chunk);
    this.#takeSigns(chunk);
    const most = Math.floor(this.#most / BYTES_A_VALUE);
    if (this.#values > most) {
      throw tooLarge(this.#path, `it has more than ${most} values`, this.#most);
    }
  }

  /** The facts of the list; undefined if its end was not found, or if much text follows it. */
  list(): ScannedList | undefined {
    const { keys } = this.#list;
    if (keys < 0 || this.#tailBytes > MOST_TAIL) return undefined;
    const tail = Buffer.concat(this.#tail).toString('utf8');
    return { keys, otherKeys: this.#keys - keys, tail };
  }

  /** The inner loop over every byte of every answer, so its state is in local variables. */
  #takeSigns(chunk: Buffer): void {
    const end = chunk.length;
    const start = this.#start - this.#bytes;
    const commas = this.#commas;
    const list = this.#list;
    let [depth, keys, values, isText] = [this.#depth, this.#keys, this.#values, this.#isText];
    let i = this.#from;
    while (i < end) {
      let byte = chunk[i++];
      if (isText) {
        while (byte !== QUOTE && byte !== BACKSLASH && i < end) byte = chunk[i++];
        if (byte === QUOTE) isText = false;
        else if (byte === BACKSLASH) i += 1;
      } else if (byte === QUOTE) isText = true;
      else if (byte === COLON) keys += 1;
      else if (byte === COMMA) {
        values += 1;
        const count = (commas[depth] ?? 0) + 1;
        if (count > MOST_KEYS) this.#refuse(`an object has more than ${MOST_KEYS} keys`);
        commas[depth] = count;
      } else if (byte === SQUARE || byte === CURLY) {
        if (i - 1 === start) Object.assign(list, { depth, keysBefore: keys });
        values += 1;
        depth += 1;
        if (depth > DEEPEST) this.#refuse(`it is nested more than ${DEEPEST} levels deep`);
        commas[depth] = byte === CURLY ? 0 : NEVER;
      } else if (byte === UNSQUARE || byte === UNCURLY) {
        if (depth > 0) depth -= 1;
        if (depth !== list.depth || list.keys >= 0) continue;
        list.keys = keys - list.keysBefore;
        this.#keepTail(chunk.subarray(i - 1));
      }
    }
    [this.#depth, this.#keys, this.#values, this.#isText] = [depth, keys, values, isText];
    this.#from = i - end;
    this.#bytes += end;
  }

  #keepTail(part: Buffer): void {
    this.#tailBytes += part.length;
    if (this.#tailBytes <= MOST_TAIL) this.#tail.push(Buffer.from(part));
  }

  #refuse(why: string): never {
    throw new FlaretallyError({
      code: 'E_JSON',
      what: `${this.#path} is not a readable answer`,
      why,
      fix: 'save the answer again, unchanged; nothing was loaded',
    });
  }
}
