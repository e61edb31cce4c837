// A Tail Worker that keeps what a bill needs of each event: one gzipped NDJSON object a batch in R2,
// in the shape of a TraceItem, read by `flaretally load`. Not kept: headers but
// `upgrade`, `cf`, query strings, stack traces, and every log line that is no usage line.
interface Env {
  LOGS: R2Bucket;
}

/** Pauses before another try, in milliseconds. */
const PAUSES = [100, 500];

export default {
  async tail(items: TraceItem[], env: Env): Promise<void> {
    const lines = items.flatMap((item) => lineOf(item) ?? []);
    if (lines.length === 0) return;
    await put(env.LOGS, keyFor(new Date()), await gzip(lines.join('')));
  },
};

/** An event that cannot be written costs itself, not its batch. */
function lineOf(item: TraceItem): string | undefined {
  try {
    return `${JSON.stringify(recordOf(item))}\n`;
  } catch (error) {
    console.error(`an event is lost: ${error}`);
    return undefined;
  }
}

function recordOf(item: TraceItem) {
  return {
    eventTimestamp: item.eventTimestamp,
    scriptName: item.scriptName,
    entrypoint: item.entrypoint,
    durableObjectId: item.durableObjectId,
    scriptVersion: item.scriptVersion?.id && { id: item.scriptVersion.id },
    dispatchNamespace: item.dispatchNamespace,
    scriptTags: item.scriptTags?.length ? item.scriptTags : undefined,
    executionModel: item.executionModel,
    outcome: item.outcome,
    truncated: item.truncated,
    cpuTime: item.cpuTime,
    wallTime: item.wallTime,
    event: eventOf(item.event),
    exceptions: item.exceptions.map(({ timestamp, name }) => ({ timestamp, name })),
    logs: item.logs.filter(isUsage).map(({ timestamp, level, message }) => ({
      timestamp,
      level,
      message,
    })),
  };
}

/** What happened. Which of these fields an event has tells its kind; a request loses its secrets. */
function eventOf(event: TraceItem['event']): unknown {
  if (!event || !('request' in event)) return event;
  const { method, url, headers } = event.request;
  const response = event.response && { status: event.response.status };
  // A request that opens a WebSocket lasts as long as that does; its answer may have no status.
  const upgrade = headers.upgrade && { upgrade: headers.upgrade };
  return { request: { method, url: url.split('?', 1)[0], headers: upgrade }, response };
}

function isUsage({ message }: TraceLog): boolean {
  return Array.isArray(message) && message.some((part) => usagePart(part));
}

function usagePart(part: unknown): boolean {
  if (typeof part === 'string') return part.startsWith('{"usage":');
  return typeof part === 'object' && part !== null && 'usage' in part;
}

/** A folder a day, as Logpush's {DATE}: the day of writing, which may be after the event's. */
function keyFor(now: Date): string {
  const [day = '', time = ''] = now
    .toISOString()
    .replace(/[-:]|\.\d+/g, '')
    .split('T');
  return `trace-events/${day}/${day}T${time}_${crypto.randomUUID()}.log.gz`;
}

async function gzip(text: string): Promise<ArrayBuffer> {
  const { body } = new Response(text);
  return new Response(body?.pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
}

/** An object is there whole or not at all, and another try writes the same key: nothing comes twice. */
async function put(bucket: R2Bucket, key: string, bytes: ArrayBuffer): Promise<void> {
  for (const pause of [...PAUSES, undefined]) {
    try {
      await bucket.put(key, bytes, { httpMetadata: { contentType: 'application/gzip' } });
      return;
    } catch (error) {
      // The last failure is left to the runtime, which shows the batch as an exception.
      if (pause === undefined) throw error;
      await scheduler.wait(pause);
    }
  }
}
