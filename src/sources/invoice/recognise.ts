/** Whether a file, by its first characters, is a PDF. */
export function isPdf(head: string): boolean {
  return head.slice(0, 1024).includes('%PDF-');
}

/** Whether a file, by its first characters, is the text of an invoice of any vendor. */
export function isPrintedText(head: string): boolean {
  const names = head.trimStart().split('\n', 1)[0]?.toLowerCase().split(',') ?? [];
  const isCsv = ['description', 'amount'].every((column) =>
    names.some((name) => name.replaceAll('"', '').trim() === column),
  );
  const isInvoice = /invoice\s*(number|no\b|#)/i.test(head);
  return !isCsv && isInvoice && /amount\s*due|subtotal|unit\s*price/i.test(head);
}
