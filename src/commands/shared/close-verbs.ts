import { EXIT, type ExitCode } from '../../errors.ts';
import { renderDocument } from '../../reports/json.ts';
import type { TextFormat } from '../../reports/render.ts';
import { closedPeriod, closeSays } from './closing.ts';
import type { Io } from './io.ts';
import { printRows } from './print-rows.ts';

interface Shown extends Io {
  args: {
    db: string;
    account?: string | undefined;
    period?: string | undefined;
    queries?: string | undefined;
    format: TextFormat;
    raw: boolean;
  };
}

/** Verifies a close, and prints each digest with whether it agrees. */
export async function verify(context: Shown): Promise<ExitCode> {
  const { args, signal } = context;
  const { verifyClose } = await import('../../closing/verify.ts');
  const period = closedPeriod('flaretally close verify', args.period);
  const { close, exit, digests, says } = await verifyClose({ ...args, period, signal });
  const result = exit === EXIT.ok ? 'verified' : 'not verified';
  const head = `${closeSays(close)}: version ${close.version} is ${result}.`;
  printRows(context, digests, { ...formOf(args), footer: [head, ...says].join('\n') });
  return exit;
}

/** Prints what a close froze. */
export async function show(context: Shown): Promise<void> {
  const { args, stdout } = context;
  const { showClose } = await import('../../closing/lists.ts');
  const period = closedPeriod('flaretally close show', args.period);
  const { close, lines, tenants } = await showClose(args.db, { ...args, period });
  if (args.format === 'json') {
    stdout.write(renderDocument({ ...close, lines: lines.rows, tenants: tenants.rows }));
    return;
  }
  const state = close.is_reopened ? ', opened again since' : '';
  printRows(context, lines, formOf(args));
  if (args.format !== 'csv') stdout.write('\n');
  if (args.format !== 'csv') printRows(context, tenants, formOf(args));
  const day = close.closed_at.slice(0, 10);
  const made = `closed on ${day} by flaretally ${close.flaretally_version}`;
  context.stderr.write(`${closeSays(close)}: version ${close.version}, ${made}${state}.\n`);
}

/** Prints every close. */
export async function list(context: Shown, month: string | undefined): Promise<void> {
  const { listCloses } = await import('../../closing/lists.ts');
  const { args } = context;
  const rows = await listCloses({ ...args, month });
  const footer = rows.rows.length === 0 ? 'No period was closed yet.' : undefined;
  printRows(context, rows, { ...formOf(args), ...(footer ? { footer } : {}) });
}

function formOf({ format, raw }: Shown['args']) {
  return { format, raw };
}
