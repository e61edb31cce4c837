import { extname } from 'node:path';
import { usageError } from '../../errors.ts';

/** The forms of a file with rows, by the extension that stands for each. */
const EXTENSIONS = {
  '.csv': 'csv',
  '.json': 'json',
  '.md': 'md',
  '.parquet': 'parquet',
  '.arrow': 'arrow',
  '.arrows': 'arrow',
  '.xlsx': 'xlsx',
  '.html': 'html',
  '.htm': 'html',
} as const;

export type Form = (typeof EXTENSIONS)[keyof typeof EXTENSIONS];

/** Whether a path has the extension of a form: it is a file then, and no folder. */
export function isForm(path: string): boolean {
  return Object.hasOwn(EXTENSIONS, extname(path).toLowerCase());
}

/**
 * The form of a file: `format` if given, else what its extension stands for.
 * @throws FlaretallyError E_FORM_UNKNOWN for another extension, and for a table in a file
 */
export function formOf(path: string, format?: string): Form {
  const known: readonly string[] = Object.values(EXTENSIONS);
  if (format !== undefined && known.includes(format)) return format as Form;
  const extension = extname(path).toLowerCase();
  if (format === undefined && isForm(path)) return EXTENSIONS[extension as keyof typeof EXTENSIONS];
  const what = format === undefined ? `the extension "${extension}"` : `the format ${format}`;
  throw usageError(
    'E_FORM_UNKNOWN',
    `${what} names no form of a file`,
    `give the file one of ${Object.keys(EXTENSIONS).join(', ')}, or --format`,
  );
}
