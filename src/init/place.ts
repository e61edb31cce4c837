export const SCHEDULES = ['github', 'systemd', 'cron'] as const;
export type Schedule = (typeof SCHEDULES)[number];

/** What a schedule needs to know of the place that it runs in. */
export interface Place {
  /** Absolute path of the folder with the configuration. */
  folder: string;
  /** The words that start the program, absolute paths first: `/usr/bin/node .../cli.js`. */
  program: readonly string[];
  /** Version of this package. */
  version: string;
  /** Names of the environment variables that hold secrets. */
  secrets: readonly string[];
  /** The database and the folder of reports, from the folder. */
  db: string;
  reports: string;
}
