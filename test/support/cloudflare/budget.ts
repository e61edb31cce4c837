/** So much in so many seconds; once it is used up, nothing until that long has passed again. */
export class Budget {
  readonly #limit: number;
  readonly #milliseconds: number;
  #spent: { at: number; amount: number }[] = [];
  #blockedUntil = -Infinity;

  constructor(limit: number, seconds: number) {
    this.#limit = limit;
    this.#milliseconds = seconds * 1000;
  }

  /** Seconds to wait: 0 where the amount was granted. */
  take(amount: number, now: Date): number {
    const at = now.getTime();
    if (at >= this.#blockedUntil && amount <= this.left(now)) {
      this.#spent.push({ at, amount });
      return 0;
    }
    if (at >= this.#blockedUntil) {
      this.#blockedUntil = at + this.#milliseconds;
      this.#spent = [];
    }
    return Math.ceil((this.#blockedUntil - at) / 1000);
  }

  left(now: Date): number {
    const at = now.getTime();
    if (at < this.#blockedUntil) return 0;
    this.#spent = this.#spent.filter((spending) => spending.at > at - this.#milliseconds);
    return this.#limit - this.#spent.reduce((total, { amount }) => total + amount, 0);
  }
}
