import type { Catalogue } from './catalogue.ts';
import { definitions, paragraph, section } from './layout.ts';

const PURPOSE =
  'Flaretally predicts a Cloudflare Developer Platform bill from metered usage, compares it with ' +
  'the invoice, explains every cent of difference and divides the bill among tenants.';

/** The output of `flaretally` alone. It reads only the catalogue: no command is loaded. */
export function overview(catalogue: Catalogue): string {
  const commands = Object.entries(catalogue).map(([name, entry]) => [name, entry.summary] as const);
  const examples = Object.values(catalogue).map((entry) => `  ${entry.example}`);
  const flags = definitions([
    ['-h, --help', 'show help; flaretally COMMAND --help for one command'],
    ['-V, --version', 'show the versions of flaretally and Node'],
  ]);
  const exits =
    '0 done or reconciled, 1 failed, 2 wrong usage or configuration, 3 variance beyond ' +
    'tolerance, 4 not authorised, 5 data incomplete, 130 interrupted';
  const lines = [
    ...paragraph(PURPOSE),
    ...section('Usage', ['  flaretally COMMAND [ARGUMENTS] [FLAGS]']),
    ...section('Commands, in the order of the work', definitions(commands)),
    ...section('Examples', examples),
    ...section('Flags', flags),
    ...section('Exit codes', paragraph(exits, 2)),
  ];
  return `${lines.join('\n')}\n`;
}
