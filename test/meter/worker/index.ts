// Forwards `/class/tenant/room/...` to the object, or calls `?rpc=method` on it: once for each list of
// arguments, all at once.
import type { Env } from './rooms.ts';

export { Board, CallRoom, ChatRoom, Old } from './rooms.ts';

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, name = '', tenant, room] = pathname.split('/');
    const namespace = env[name as keyof Env] as DurableObjectNamespace;
    const stub = namespace.get(namespace.idFromName(`${tenant}/${room}`));
    const method = searchParams.get('rpc');
    if (!method) return stub.fetch(request).catch((error) => new Response(`${error}`));
    const calls: unknown[][] = JSON.parse(searchParams.get('calls') ?? '[]');
    // A stub has every member; `topic` is a property.
    const remote = stub as unknown as Record<string, (...args: unknown[]) => unknown>;
    try {
      const call = (args: unknown[]) =>
        method === 'topic' ? remote.topic : remote[method]?.(...args);
      const answers = await Promise.all(calls.map(call));
      return Response.json(answers.map((answer) => answer ?? null));
    } catch (error) {
      return Response.json(String(error), { status: 500 });
    }
  },
};
