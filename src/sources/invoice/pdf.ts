import { DOCUMENT_SIZE, tooLarge } from '../document-size.ts';
import { columnText, type TextItem } from './columns.ts';
import { invoiceError } from './invoice-error.ts';
import { PdfLimit, pdfItems } from './pdf-reader.ts';

/** The most pages: an invoice has a page for about twenty lines. */
const LIMITS = { pages: 1000, milliseconds: 30_000 };

/** Memory per byte of the document limit: as much as parsing JSON takes. */
const MEMORY_SHARE = 16;

const SCAN_FIX = 'give the PDF that Cloudflare sends, or type the lines into a CSV';

/**
 * The text of a PDF in two orders: as drawn, and by columns. The text is never stored.
 * @param most bytes that a document may have
 * @throws FlaretallyError E_PDF_PASSWORD, E_PDF_BROKEN, E_PDF_NO_TEXT, E_DOCUMENT_SIZE
 */
export async function readPdf(
  path: string,
  bytes: Buffer,
  most = DOCUMENT_SIZE,
): Promise<string[]> {
  const pages = await itemsOf(path, bytes, most);
  if (pages.every((items) => items.every(({ str }) => str.trim() === ''))) {
    const why = 'its pages are pictures, as from a scanner';
    throw invoiceError('E_PDF_NO_TEXT', `${path} has no text`, why, SCAN_FIX);
  }
  return [pages.map(drawnText).join('\n\f\n'), pages.map(columnText).join('\n\f\n')];
}

async function itemsOf(path: string, bytes: Buffer, most: number): Promise<TextItem[][]> {
  try {
    const items = await pdfItems(bytes, { ...LIMITS, memory: most * MEMORY_SHARE });
    return items.map((page) => page.filter(({ str }) => str.trim() !== ''));
  } catch (error) {
    if (error instanceof PdfLimit) throw tooLarge(path, error.message, most);
    throw unreadable(path, error as Error);
  }
}

/** Items in drawing order. A jump starts a row, a gap is a space. */
function drawnText(items: readonly TextItem[]): string {
  let text = '';
  let last: TextItem | undefined;
  for (const item of items) {
    if (last) text += between(last, item);
    text += item.str;
    last = item;
  }
  return text;
}

function between(last: TextItem, next: TextItem): string {
  const size = next.fontSize || 1;
  const gap = next.x - (last.x + last.width);
  if (Math.abs(next.y - last.y) > size / 3 || gap < -size) return '\n';
  return gap > size / 8 ? ' ' : '';
}

function unreadable(path: string, cause: Error) {
  if (cause.name === 'PasswordException') {
    const why = 'it cannot be opened without one';
    return invoiceError(
      'E_PDF_PASSWORD',
      `${path} needs a password`,
      why,
      'save it without a password',
    );
  }
  return invoiceError(
    'E_PDF_BROKEN',
    `${path} is not a complete PDF`,
    cause.message,
    'fetch it again',
  );
}
