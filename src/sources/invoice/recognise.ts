/** Whether a file, by its first characters, is a PDF. */
export function isPdf(head: string): boolean {
  return head.slice(0, 1024).includes('%PDF-');
}

/** Whether a file, by its first characters, is the text of a printed invoice. */
export function isPrintedText(head: string): boolean {
  const words = [/\binvoice\b/i, /\bamount\s*due\b/i, /\bsubtotal\b|\bunit\s*price\b|\bqty\b/i];
  return words.every((word) => word.test(head));
}
