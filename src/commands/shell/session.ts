import type { Database } from '../../store/database.ts';
import { identityOf } from '../../store/identity.ts';
import { type NamedRelation, namedRelations } from '../../store/named-relations.ts';
import { openForStatements } from '../../store/readable.ts';
import type { Io } from '../shared/io.ts';
import type { Limits } from '../shared/limit-args.ts';
import type { Lines } from './lines.ts';

export const MODES = ['table', 'csv', 'json', 'md', 'line'] as const;
export type Mode = (typeof MODES)[number];

/** What `.mode` and its like set. */
export interface Settings {
  mode: Mode;
  /** Width of tables; none for that of the terminal. */
  width: number | undefined;
  /** Rows that are shown. */
  rows: number;
  isTimed: boolean;
  isRaw: boolean;
}

/** A shell while it runs. */
export interface Session {
  readonly io: Io;
  readonly path: string;
  readonly limits: Limits;
  readonly lines: Lines;
  readonly settings: Settings;
  open: Opened;
  /** The file that the next result goes to. */
  once: string | undefined;
  /** Whether the next statement is explained and not run. */
  isExplaining: boolean;
  /** The last statement that was typed. */
  last: string | undefined;
  isOver: boolean;
}

/** The database as it was published at one time. */
export interface Opened {
  db: Database;
  identity: string | undefined;
  /** Its relations, read when they are first asked for. */
  relations: NamedRelation[] | undefined;
}

export async function open(path: string, limits: Limits): Promise<Opened> {
  // Read first: what is published in between is then noticed at the next statement.
  const identity = identityOf(path);
  return { db: await openForStatements(path, limits.maxMemory), identity, relations: undefined };
}

/**
 * Opens the database again if a run has published another in its place. The old one stays open if
 * the new one cannot be read.
 */
export async function pickUp(session: Session): Promise<void> {
  const { path, limits, io, open: before } = session;
  const now = identityOf(path);
  if (now === undefined || now === before.identity) return;
  session.open = await open(path, limits);
  before.db.close();
  io.stderr.write('A newer database was published; it is read from here on.\n');
}

export async function relationsOf({ open: opened }: Session): Promise<NamedRelation[]> {
  opened.relations ??= await namedRelations(opened.db);
  return opened.relations;
}
