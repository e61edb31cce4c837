import type { Clock } from './clock.ts';

/**
 * The number of requests that may still be sent: a maximum in any window of time, and less if the
 * server reports that others have used some. See
 * https://developers.cloudflare.com/analytics/graphql-api/limits/
 */
export class Budget {
  readonly #capacity: number;
  readonly #windowMs: number;
  readonly #clock: Clock;
  /** When requests were sent, oldest first. */
  #sent: number[] = [];
  /** The server's last figure, and how many of our requests it included. */
  #word: { left: number; at: number; own: number } | undefined;
  #pause = { until: 0, why: '' };

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
    if (!word || now - word.at >= this.#windowMs) return own;
    const since = this.#sent.filter((at) => at > word.at).length;
    const freed = word.own - (this.#sent.length - since);
    return Math.min(own, Math.max(0, word.left - since + freed));
  }

  /** Uses one request, or returns until when to wait, and why. */
  take(): { waitUntil: number; why: string } | undefined {
    const now = this.#clock.now();
    if (this.#pause.until > now) return { waitUntil: this.#pause.until, why: this.#pause.why };
    if (this.left() > 0) {
      this.#sent.push(now);
      return undefined;
    }
    const waitUntil = (this.#sent[0] ?? this.#word?.at ?? now) + this.#windowMs;
    return { waitUntil, why: 'the limit of requests is reached' };
  }

  /** Records `viewer.budget`. */
  heard(left: number): void {
    this.left();
    this.#word = { left, at: this.#clock.now(), own: this.#sent.length };
  }

  /** Sends nothing before `until`, as the server has requested. */
  pause(until: number, why: string): void {
    if (until > this.#pause.until) this.#pause = { until, why };
  }
}
