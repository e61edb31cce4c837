import { createRequire } from 'node:module';
import { memoryUsage } from 'node:process';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { TextItem } from './columns.ts';

/** Limits for reading a PDF. */
export interface PdfLimits {
  pages: number;
  /** Bytes of memory, in addition to those in use before. */
  memory: number;
  milliseconds: number;
}

/** A PDF was given up because it exceeded its limits. */
export class PdfLimit extends Error {}

/** Milliseconds between checks of memory and time. */
const LOOK_MS = 20;

/** Heap of the thread in MB. Unpacked streams are outside of it and are watched separately. */
const HEAP_MB = 512;

/**
 * The code of the thread: CommonJS as text, because the program runs from TypeScript and from dist.
 */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
async function read({ bytes, pages }) {
  const { extractTextItems, getDocumentProxy } = await import(workerData);
  const pdf = await getDocumentProxy(bytes, { verbosity: 0 });
  try {
    return pdf.numPages > pages ? { pages: pdf.numPages } : await extractTextItems(pdf);
  } finally {
    await pdf.destroy();
  }
}
parentPort.on('message', (wish) => read(wish).then(
  (answer) => parentPort.postMessage(answer),
  ({ name, message }) => parentPort.postMessage({ name, message }),
));`;

type Answer = { items?: TextItem[][]; pages?: number; name?: string; message?: string };

/**
 * The words of a PDF, page by page. It is read in a thread that is ended when it exceeds its
 * limits, because a stream of a few kilobytes may unpack to gigabytes.
 * @throws PdfLimit, and errors of the library
 */
export async function pdfItems(bytes: Buffer, limits: PdfLimits): Promise<TextItem[][]> {
  const thread = idle ?? startThread();
  idle = undefined;
  thread.ref();
  const answer = answerOf(thread, limits);
  thread.postMessage({ bytes: new Uint8Array(bytes), pages: limits.pages });
  const { items, pages, name, message } = await answer.catch(async (error: unknown) => {
    await thread.terminate();
    throw error;
  });
  thread.unref();
  idle = thread;
  if (pages !== undefined) throw new PdfLimit(`it has ${pages} pages of at most ${limits.pages}`);
  if (items) return items;
  throw Object.assign(new Error(message), { name });
}

/** A thread that can read another PDF, because the library takes long to start. */
let idle: Worker | undefined;

function startThread(): Worker {
  const library = createRequire(import.meta.url).resolve('unpdf');
  return new Worker(THREAD, {
    eval: true,
    workerData: pathToFileURL(library).href,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
}

function answerOf(thread: Worker, { memory, milliseconds }: PdfLimits): Promise<Answer> {
  const before = memoryUsage.rss();
  const started = performance.now();
  return new Promise<Answer>((resolve, reject) => {
    const look = setInterval(() => {
      const isLarge = memoryUsage.rss() - before > memory;
      if (!isLarge && performance.now() - started < milliseconds) return;
      const why = isLarge ? 'it unpacks to too much data' : 'reading it takes too long';
      end(() => reject(new PdfLimit(why)));
    }, LOOK_MS);
    const heard = (answer: Answer) => end(() => resolve(answer));
    const failed = (error: NodeJS.ErrnoException) => {
      const isLarge = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      end(() => reject(isLarge ? new PdfLimit('it holds too many parts') : error));
    };
    const left = () => end(() => reject(new Error('reading it stopped early')));
    const end = (settle: () => void) => {
      clearInterval(look);
      thread.off('message', heard).off('error', failed).off('exit', left);
      settle();
    };
    thread.on('message', heard).on('error', failed).on('exit', left);
  });
}
