/** What part of the usage a pull asks for, and by what it divides it. */
export const pullPartArgs = {
  only: {
    type: 'string',
    valueHint: 'NAMES',
    description: 'only these products, groups of products (basin) or datasets: kv,d1,workers_ai',
    config: 'pull.only',
  },
  by: {
    type: 'string',
    valueHint: 'KINDS',
    description:
      'divide usage by these kinds of the tenant map too, which makes many rows: r2_object, or ' +
      'container_label=NAME for containers by a label. Days that were saved are fetched again',
    config: 'pull.by',
  },
} as const;

/** Which days a pull is about, beside its period. */
export const pullDayArgs = {
  'anchor-day': {
    type: 'string',
    valueHint: 'DAY',
    description: 'day of the month on which periods start, needed for --period 2026-10',
    config: 'anchor',
  },
  again: {
    type: 'string',
    valueHint: 'DAYS',
    description:
      'fetch these days of the period again, although they were saved: 2026-10-17, or ' +
      '2026-10-17..2026-10-20 (end exclusive)',
  },
} as const;

/** Where the answers of a pull are kept. */
export const keepArgs = {
  save: {
    type: 'string',
    valueHint: 'DIR',
    description: 'keep the answers in this folder',
    config: 'pull.save',
  },
} as const;

/** Names with commas between. */
export function named(text: string | undefined): string[] | undefined {
  return text?.split(',').map((name) => name.trim());
}
