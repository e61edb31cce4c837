// Hands made-up events to the Tail Worker of examples/, with a bucket that fails as often as asked.
import tail from '../../../examples/tail-worker/src/index.ts';

const EVENT = {
  scriptName: 'chat',
  event: {
    request: {
      method: 'GET',
      url: 'https://chat.example/acme?token=secret',
      headers: { cookie: 'secret' },
    },
    response: { status: 200 },
  },
  eventTimestamp: 1795704388084,
  exceptions: [{ timestamp: 1795704388084, name: 'Error', message: 'secret', stack: 'secret' }],
  logs: [
    { timestamp: 1, level: 'log', message: ['secret'] },
    { timestamp: 2, level: 'log', message: ['{"usage":{"v":1}}'] },
    { timestamp: 3, level: 'log', message: [{ usage: { v: 1 } }] },
  ],
  outcome: 'exception',
} as unknown as TraceItem;

/** An event that throws when it is read. */
const BROKEN = new Proxy({} as TraceItem, {
  get() {
    throw new Error('unreadable');
  },
});

export default {
  async fetch(request: Request, env: { LOGS: R2Bucket }): Promise<Response> {
    const failures = Number(new URL(request.url).searchParams.get('failures'));
    const keys: string[] = [];
    const put = (key: string, value: ArrayBuffer) => {
      keys.push(key);
      if (keys.length <= failures) return Promise.reject(new Error('R2 is busy'));
      return env.LOGS.put(key, value);
    };
    try {
      await tail.tail([EVENT, BROKEN, EVENT], { LOGS: { put } as unknown as R2Bucket });
      return Response.json({ keys });
    } catch (error) {
      return Response.json({ keys, error: String(error) });
    }
  },
};
