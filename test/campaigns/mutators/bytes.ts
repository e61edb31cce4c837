// What happens to any file: on its way, in an editor, in a pipe.
import { gzipSync } from 'node:zlib';
import { inside, type Mutator } from './mutator.ts';

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Nobody can tell a digit that became another one. */
export const ACCIDENTS: readonly Mutator[] = [
  {
    name: 'bits flipped',
    expects: 'plain',
    mutate: (bytes, random) => {
      const out = Buffer.from(bytes);
      for (let n = random.int(1, 4); n > 0; n--) {
        const at = random.int(0, out.length - 1);
        out[at] = (out[at] ?? 0) ^ (1 << random.int(0, 7));
      }
      return out;
    },
  },
  {
    name: 'a stretch lost',
    expects: 'plain',
    mutate: (bytes, random) => {
      const at = random.int(0, bytes.length - 1);
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random.int(1, 80))]);
    },
  },
  {
    name: 'a stretch repeated',
    expects: 'plain',
    mutate: (bytes, random) => {
      const at = random.int(0, bytes.length - 1);
      return Buffer.concat([bytes.subarray(0, at + random.int(1, 80)), bytes.subarray(at)]);
    },
  },
  {
    name: 'zeros inside',
    expects: 'plain',
    mutate: (bytes, random) => {
      const at = random.int(0, bytes.length - 1);
      return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(3), bytes.subarray(at)]);
    },
  },
  {
    name: 'bytes that are no UTF-8',
    expects: 'plain',
    mutate: (bytes, random) => {
      const at = inside(bytes.length, random);
      const odd = Buffer.from([0xc3, 0x28, 0xff, 0xfe]);
      return Buffer.concat([bytes.subarray(0, at), odd, bytes.subarray(at)]);
    },
  },
  { name: 'nothing left', expects: 'plain', mutate: () => Buffer.alloc(0) },
  {
    name: 'UTF-16',
    expects: 'damage',
    mutate: (bytes) => Buffer.from(`\uFEFF${bytes.toString('utf8')}`, 'utf16le'),
  },
  {
    name: 'gzip cut off',
    expects: 'damage',
    mutate: (bytes, random) => {
      const packed = gzipSync(bytes);
      return packed.subarray(0, inside(packed.length - 1, random));
    },
  },
  {
    name: 'gzip with a bit flipped',
    expects: 'damage',
    mutate: (bytes, random) => {
      const packed = gzipSync(bytes);
      const at = random.int(10, packed.length - 5);
      packed[at] = (packed[at] ?? 0) ^ (1 << random.int(0, 7));
      return packed;
    },
  },
];

/** Ways to write the same text. */
export const WRITINGS: readonly Mutator[] = [
  { name: 'gzip', expects: 'same', mutate: (bytes) => gzipSync(bytes) },
  {
    name: 'gzip in two members',
    expects: 'same',
    mutate: (bytes, random) => {
      const at = inside(bytes.length, random);
      return Buffer.concat([gzipSync(bytes.subarray(0, at)), gzipSync(bytes.subarray(at))]);
    },
  },
  {
    name: 'byte order mark',
    expects: 'same',
    mutate: (bytes) => Buffer.concat([BOM, bytes]),
  },
  {
    name: 'CRLF',
    expects: 'same',
    mutate: (bytes) => bytes.toString('utf8').replaceAll('\n', '\r\n'),
  },
  { name: 'blank lines at the end', expects: 'same', mutate: (bytes) => `${bytes}\n\n` },
];
