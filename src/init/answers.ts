/** What a configuration is written from. */
export interface Answers {
  account: string;
  /** Name of the environment variable with the API token. */
  token: string;
  /** Day of the month on which periods start; undefined if nobody knows it yet. */
  anchor: number | undefined;
  /** Where logs arrive: paths or addresses of buckets. */
  logs: readonly string[];
}

/** Where each answer came from, as the comments of the file say it. */
export interface Sources {
  account: string;
  anchor: string;
}

/** A script found nearby: `chat (wrangler.jsonc; classes Room, Presence)`. */
export interface Nearby {
  says: string;
  accounts: readonly string[];
}
