import type { CliCommand } from './define.ts';

/** What the overview says of a command without loading it. */
export interface CatalogueEntry {
  /** The same words as the command's own summary. */
  summary: string;
  /** One command line that works as typed. */
  example: string;
  load: () => Promise<{ default: CliCommand }>;
}

export type Catalogue = Readonly<Record<string, CatalogueEntry>>;
