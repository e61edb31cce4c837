import type { CliCommand } from './define.ts';

/** The words of the overview, which needs no command to be loaded. */
export interface CatalogueEntry {
  /** The same words as the command's own summary. */
  summary: string;
  /** One command line that works as typed. */
  example: string;
  load: () => Promise<{ default: CliCommand }>;
}

export type Catalogue = Readonly<Record<string, CatalogueEntry>>;
