// The Worker that the tests drive: a chat platform whose objects are named `tenant/room`.
import { DurableObject } from 'cloudflare:workers';
import { metered, meterOf, statements, usageMeter } from '../../../src/meter/index.ts';

export interface Env {
  ChatRoom: DurableObjectNamespace<ChatRoomObject>;
  CallRoom: DurableObjectNamespace<CallRoomObject>;
  Board: DurableObjectNamespace<Board>;
  Old: DurableObjectNamespace;
}

const tenantOf = (ctx: DurableObjectState) => ctx.id.name?.split('/')[0];

const MESSAGES =
  'CREATE TABLE IF NOT EXISTS messages(id INTEGER PRIMARY KEY, author TEXT, body TEXT)';

/** Sockets hibernate; `messages` has one index, so that an insert writes two rows. */
class ChatRoomObject extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(MESSAGES);
    this.#sql.exec('CREATE INDEX IF NOT EXISTS by_author ON messages(author); -- one index');
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
  }

  override async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (request.headers.get('Upgrade') === 'websocket') return this.#connect();
    if (pathname.endsWith('/stream')) return new Response(this.#stream());
    if (pathname.endsWith('/slow')) await scheduler.wait(20);
    this.say('http');
    if (pathname.endsWith('/fail')) throw new Error('thrown on purpose');
    return new Response('said');
  }

  #connect(): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Rows are read when the client takes them, which is after the handler has answered. */
  #stream(): ReadableStream<Uint8Array> {
    const rows = this.#sql.exec('SELECT id FROM messages').raw();
    return new ReadableStream({
      async pull(controller) {
        await scheduler.wait(1);
        const { done, value } = rows.next();
        if (done) return controller.close();
        controller.enqueue(new TextEncoder().encode(`${value}\n`));
      },
    });
  }

  say(author: string): void {
    this.#sql.exec('INSERT INTO messages(author) VALUES (?)', author);
  }

  fill(messages: number): void {
    for (let i = 0; i < messages; i++) this.say(`author ${i}`);
  }

  /** Any one statement, its rows taken. */
  query(sql: string): unknown[] {
    return this.#sql.exec(sql).toArray();
  }

  /** Takes some rows of a cursor and leaves the rest. */
  peek(rows: number): number {
    let left = rows;
    for (const _ of this.#sql.exec('SELECT * FROM messages')) if (--left === 0) break;
    return left;
  }

  /** Calls a method that is an RPC method too: still one event. */
  async sayTwice(author: string): Promise<void> {
    this.say(author);
    await scheduler.wait(1);
    this.say(author);
  }

  async wake(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + 10);
  }

  explode(): void {
    this.say('explode');
    throw new Error('thrown on purpose');
  }

  get topic(): string {
    return `topic ${this.#sql.exec('SELECT 1 AS one').one().one}`;
  }

  override async alarm(): Promise<void> {
    this.#sql.exec('DELETE FROM messages WHERE id = (SELECT min(id) FROM messages)');
  }

  override async webSocketMessage(socket: WebSocket, message: string): Promise<void> {
    this.say(message);
    socket.send('heard');
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    socket.close(code);
  }
}

export const ChatRoom = metered(ChatRoomObject, { class: 'ChatRoom', tenant: tenantOf });

/** Sockets stay with the object; no event tells of their messages but the line. */
class CallRoomObject extends DurableObject<Env> {
  override fetch(): Response {
    const sql = this.ctx.storage.sql;
    sql.exec(MESSAGES);
    const { 0: client, 1: server } = new WebSocketPair();
    server.accept();
    server.addEventListener('message', ({ data }) =>
      meterOf(this.ctx).event('ws', () => {
        sql.exec('INSERT INTO messages(author) VALUES (?)', `${data}`);
        server.send('heard');
      }),
    );
    server.addEventListener('close', ({ code }) => server.close(code));
    return new Response(null, { status: 101, webSocket: client });
  }
}

export const CallRoom = metered(CallRoomObject, { class: 'CallRoom', tenant: tenantOf });

/** One object for all tenants, metered by hand: the handle keeps apart what interleaves. */
export class Board extends DurableObject<Env> {
  #meter = usageMeter(this.ctx, { class: 'Board', multiple: 'split' });

  post(tenant: string, times: number): Promise<void> {
    return this.#meter.event('rpc', async (event) => {
      event.tenant = tenant;
      event.sql.exec('CREATE TABLE IF NOT EXISTS notes(body TEXT)').toArray();
      for (let i = 0; i < times; i++) {
        await scheduler.wait(1);
        event.sql.exec('INSERT INTO notes VALUES (?)', tenant);
      }
    });
  }

  /** Several statements at once; parameters are the last one's. */
  batch(sql: string, parameter: string): unknown[] {
    return this.#meter.event('rpc', (event) => {
      event.tenant = 'batch';
      return this.ctx.storage.sql.exec(sql, parameter).toArray();
    });
  }

  /** Outside of any event. */
  mutter(times: number): void {
    for (let i = 0; i < times; i++) this.ctx.storage.sql.exec('INSERT INTO notes VALUES (1)');
  }

  /** What the runtime itself makes of each text, and what it makes of the parts one by one. */
  compare(texts: string[]): { whole: unknown; parts: unknown }[] {
    const { exec } = Object.getPrototypeOf(this.ctx.storage.sql);
    const native = (query: string) => exec.call(this.ctx.storage.sql, query);
    const outcome = (text: string, run: (query: string) => void) => {
      native('DROP TABLE IF EXISTS t');
      native('CREATE TABLE t(x)');
      try {
        run(text);
      } catch (error) {
        return String(error);
      }
      return [...native('SELECT x FROM t ORDER BY rowid').raw()].flat();
    };
    return texts.map((text) => ({
      whole: outcome(text, native),
      parts: outcome(text, (query) => statements(query).map(native)),
    }));
  }
}

/** Stored the older way, without SQLite; the handler is a field of a class that extends nothing. */
class OldObject {
  fetch = async () => new Response('old');
}

export const Old = metered(OldObject, { class: 'Old', tenant: 'acme' });
