import type { DuckDBDataChunk, DuckDBType } from '@duckdb/node-api';
import {
  AsyncByteQueue,
  Field,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  util,
} from 'apache-arrow';
import { type Column, columnOf } from './columns.ts';

/** Keeps a copy of the bytes that the Arrow writer emits until they are taken. */
class Bytes extends AsyncByteQueue {
  #pieces: Uint8Array[] = [];

  override write(piece: Uint8Array): void {
    this.#pieces.push(piece);
  }

  /** Copied, because the pieces may be DuckDB's memory, which is freed with its chunk. */
  take(): Uint8Array {
    const bytes = new Uint8Array(this.#pieces.reduce((sum, piece) => sum + piece.byteLength, 0));
    let at = 0;
    for (const piece of this.#pieces) {
      bytes.set(piece, at);
      at += piece.byteLength;
    }
    this.#pieces = [];
    return bytes;
  }
}

/** Turns DuckDB chunks into the messages of an Arrow IPC stream. */
export class IpcWriter {
  readonly #bytes = new Bytes();
  readonly #writer = new RecordBatchStreamWriter();
  readonly #columns: Column[];
  readonly #schema: Schema;

  constructor(names: readonly string[], types: readonly DuckDBType[]) {
    const unique = uniqueNames(names);
    this.#columns = types.map((type, i) => columnOf(unique[i] as string, type));
    this.#schema = new Schema(
      this.#columns.map(({ name, type, metadata }) => new Field(name, type, true, metadata)),
    );
  }

  start(): Uint8Array {
    this.#writer.reset(this.#bytes, this.#schema);
    return this.#bytes.take();
  }

  batch(chunk: DuckDBDataChunk): Uint8Array {
    const batch = new RecordBatch(
      this.#schema,
      makeData({
        type: new Struct(this.#schema.fields),
        length: chunk.rowCount,
        nullCount: 0,
        children: this.#columns.map((column, i) => column.data(chunk.getColumnVector(i))),
      }),
    );
    // With another schema, the writer would end the stream silently.
    if (!util.compareSchemas(batch.schema, this.#schema)) throw new Error('Arrow schema changed');
    this.#writer.write(batch);
    return this.#bytes.take();
  }

  end(): Uint8Array {
    this.#writer.finish();
    return this.#bytes.take();
  }
}

/** DuckDB allows `select 1 as a, 2 as a`, but Arrow readers keep only the last column of a name. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let n = 1; taken.has(unique); n++) unique = `${name}:${n}`;
    taken.add(unique);
    return unique;
  });
}
