import type { Clock } from './clock.ts';

/** How long a word of the server about its budget is believed. */
const WORD_MS = 60_000;

/**
 * Requests that may still be sent: at most so many in any window of time, fewer where the server says
 * that others have spent of it. See https://developers.cloudflare.com/analytics/graphql-api/limits/
 */
export class Budget {
  readonly #capacity: number;
  readonly #windowMs: number;
  readonly #clock: Clock;
  /** When requests were sent, oldest first. */
  #sent: number[] = [];
  #word: { left: number; at: number } | undefined;
  #pausedUntil = 0;

  constructor(clock: Clock, capacity = 300, windowMs = 300_000) {
    this.#clock = clock;
    this.#capacity = capacity;
    this.#windowMs = windowMs;
  }

  /** Requests that may be sent now. */
  left(): number {
    const now = this.#clock.now();
    while ((this.#sent[0] ?? now) <= now - this.#windowMs) this.#sent.shift();
    const own = this.#capacity - this.#sent.length;
    const word = this.#word;
    if (!word || now - word.at >= WORD_MS) return own;
    const since = this.#sent.filter((at) => at > word.at).length;
    return Math.min(own, Math.max(0, word.left - since));
  }

  /** Takes one request, or says until when to wait. */
  take(): { waitUntil: number } | undefined {
    const now = this.#clock.now();
    if (this.#pausedUntil > now) return { waitUntil: this.#pausedUntil };
    if (this.left() > 0) {
      this.#sent.push(now);
      return undefined;
    }
    const own = (this.#sent[0] ?? now) + this.#windowMs;
    if (this.#sent.length >= this.#capacity) return { waitUntil: own };
    return { waitUntil: (this.#word?.at ?? now) + WORD_MS };
  }

  /** Notes `viewer.budget`. */
  heard(left: number): void {
    this.#word = { left, at: this.#clock.now() };
  }

  /** Nothing is sent before `until`: the server has asked for a pause. */
  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }
}
