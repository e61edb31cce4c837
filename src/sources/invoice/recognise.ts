/** Whether a file, by its first characters, is a PDF. */
export function isPdf(head: string): boolean {
  return head.slice(0, 1024).includes('%PDF-');
}

/** Whether a file, by its first characters, is the text of an invoice, of whatever vendor. */
export function isPrintedText(head: string): boolean {
  const isInvoice = /invoice\s*(number|no\b|#)/i.test(head);
  return isInvoice && /amount\s*due|subtotal|unit\s*price/i.test(head);
}
