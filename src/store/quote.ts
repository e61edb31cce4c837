/** A name as SQL writes it, whatever it holds. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Text as a SQL literal, for the few places where a parameter cannot stand (file lists). */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
