// Reads out what the Tail Workers have stored: the keys of a bucket, or its objects as text by key.
async function textOf(object: R2ObjectBody): Promise<string> {
  return new Response(object.body.pipeThrough(new DecompressionStream('gzip'))).text();
}

export default {
  async fetch(request: Request, env: Record<string, R2Bucket>): Promise<Response> {
    const [, name = '', isText] = new URL(request.url).pathname.split('/');
    const bucket = env[name] as R2Bucket;
    const { objects } = await bucket.list();
    if (!isText) return Response.json(objects.map(({ key }) => key));
    const read = async ({ key }: R2Object) => {
      const object = await bucket.get(key);
      return [key, object ? await textOf(object) : ''] as const;
    };
    return Response.json(Object.fromEntries(await Promise.all(objects.map(read))));
  },
};
