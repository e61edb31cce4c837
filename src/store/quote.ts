/** A quoted SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Text as a SQL literal, for the few places that take no parameter (lists of files). */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
