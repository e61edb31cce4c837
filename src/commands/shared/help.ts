import type { CliCommand } from './define.ts';
import { definitions, paragraph, section } from './layout.ts';
import { aliasForms, isRequired, positionalName } from './names.ts';
import type { ArgSpec, ArgSpecs } from './spec.ts';

const COMMON_EXITS = { 0: 'done', 1: 'failed', 2: 'wrong usage or configuration' };

/**
 * Help of one command: what it does, examples, then everything it takes. Plain text, 80 columns.
 */
export function commandHelp(command: CliCommand): string {
  const examples = command.examples.flatMap((example) => [
    `  ${example.command}`,
    ...paragraph(example.says, 6),
  ]);
  const exits = Object.entries({ ...COMMON_EXITS, ...command.exits });
  const description =
    command.description === undefined ? [] : ['', ...paragraph(command.description)];
  const lines = [
    ...paragraph(`flaretally ${command.name}: ${command.summary}`),
    ...description,
    ...section('Examples', examples),
    ...section('Usage', paragraph(usage(command), 2)),
    ...section('Arguments', definitions(positionals(command.args))),
    ...section('Flags', definitions([...flags(command.args), ['-h, --help', 'show this help']])),
    ...section('Exit codes', definitions(exits)),
  ];
  return `${lines.join('\n')}\n`;
}

function usage(command: CliCommand): string {
  const words = positionals(command.args).map(([term]) => term);
  return ['flaretally', command.name, ...words, '[FLAGS]'].join(' ');
}

function positionals(specs: ArgSpecs): [string, string][] {
  return Object.entries(specs).flatMap(([name, spec]) => {
    if (spec.type !== 'positional') return [];
    const label = positionalName(name, spec);
    return [[isRequired(spec) ? label : `[${label}]`, meaning(spec)]];
  });
}

function flags(specs: ArgSpecs): [string, string][] {
  return Object.entries(specs).flatMap(([name, spec]) => {
    if (spec.type === 'positional') return [];
    const isOn = spec.type === 'boolean' && spec.default === true;
    const forms = [...aliasForms(spec), `--${isOn ? 'no-' : ''}${name}`].join(', ');
    const hint = spec.type === 'boolean' ? '' : ` ${spec.valueHint ?? 'VALUE'}`;
    return [[`${forms}${hint}`, meaning(spec)]];
  });
}

/** The description and, in brackets, what happens without the argument. */
function meaning(spec: ArgSpec): string {
  const notes: string[] = [];
  if ('options' in spec) notes.push(spec.options?.join('|') ?? '');
  if (spec.type !== 'positional' && isRequired(spec)) notes.push('required');
  if ('multiple' in spec && spec.multiple) notes.push('may be repeated');
  if (typeof spec.default === 'string') notes.push(`default ${spec.default}`);
  if ('env' in spec) notes.push(`env ${spec.env}`);
  return notes.length === 0 ? spec.description : `${spec.description} (${notes.join('; ')})`;
}
