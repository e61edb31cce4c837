import { isSet, type Listed, settingsIn, shownValue, tokenNames } from '../config/list.ts';
import { SECRETS } from '../words/redact.ts';
import { textRows } from '../words/rows.ts';
import {
  accountArgs,
  dbArgs,
  formatArgs,
  queriesArgs,
  scenarioArgs,
  toleranceArgs,
} from './shared/args.ts';
import { defineCliCommand } from './shared/define.ts';
import { fileArgs } from './shared/file-args.ts';
import { keepArgs, pullDayArgs, pullPartArgs } from './shared/parts.ts';
import { printRows } from './shared/print-rows.ts';
import { originOf } from './shared/setting-origin.ts';

/** Every flag that the file may say in its stead. */
const FLAGS = {
  ...dbArgs,
  ...accountArgs,
  'anchor-day': pullDayArgs['anchor-day'],
  plan: fileArgs.plan,
  ...scenarioArgs,
  ...toleranceArgs,
  ...queriesArgs,
  ...pullPartArgs,
  ...keepArgs,
} as const;

export default defineCliCommand({
  name: 'config',
  summary: 'print each setting, and where it came from',
  description:
    'A flag wins over its environment variable, that over the configuration file, that over the ' +
    'default. Secrets are read from the environment alone, and are shown as set or not set.',
  examples: [
    { command: 'flaretally config', says: 'what commands use in this folder' },
    { command: 'flaretally config --format json', says: 'the same for a program' },
  ],
  args: { ...FLAGS, ...formatArgs },
  run({ args, config, origins, ...io }) {
    const inFile = settingsIn(config);
    const byFlag = Object.entries(FLAGS).map(([flag, spec]) => {
      return originOf(flag, spec, { args, config, origins });
    });
    const isByFlag = ({ setting }: Listed) => byFlag.some((own) => own.setting === setting);
    const token = { setting: 'token', value: tokenNames(config)[0] ?? '', from: 'default' };
    const others = inFile.filter((own) => !isByFlag(own));
    const isNamed = inFile.some(({ setting }) => setting.endsWith('token'));
    const known = [...byFlag, ...(isNamed ? [] : [token]), ...others];
    const named = known.map((own) => ({ ...own, value: shownValue(own, io.env) }));
    const secrets = SECRETS.map((name) => {
      return { setting: name, value: isSet(name, io.env), from: 'environment' };
    });
    const rows = [...named, ...secrets.filter(({ value }) => value === 'set')];
    const footer =
      config.file === undefined
        ? 'No configuration file: flaretally init writes one.'
        : `Configuration file: ${config.name}`;
    printRows(io, textRows(['setting', 'value', 'from'], rows), { ...args, footer });
    return Promise.resolve();
  },
});
