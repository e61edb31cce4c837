// A whole invoice as the bytes of a PDF, with the glyph faults that real ones have.
import type { PaperInvoice } from './invoice-model.ts';
import { type PaperOptions, paperOf } from './invoice-paper.ts';
import { type GlyphFaults, pdfOf } from './pdf-file.ts';

/** How glyphs are lost: not at all, mapped to U+FFFD, or without an entry in the font's map. */
export type Loss = 'none' | 'unmapped' | 'missing';

export function invoicePdf(
  invoice: PaperInvoice,
  options: PaperOptions & { loss?: Loss; isLocked?: boolean } = {},
): Buffer {
  const { loss = 'none', isLocked = false, ...paper } = options;
  return pdfOf(paperOf(invoice, paper), { ...faultsOf(loss), isLocked });
}

/** The font has other forms of these beside capitals and digits, and they are the ones lost. */
function isLost(char: string, next: string, last: string): boolean {
  if (char === '(' || char === '-') return /[A-Z0-9]/.test(next);
  if (char === ')') return /[A-Z]/.test(last);
  return char === '–';
}

function faultsOf(loss: Loss): GlyphFaults {
  if (loss === 'none') return {};
  return loss === 'unmapped' ? { unmapped: isLost } : { missing: isLost };
}
