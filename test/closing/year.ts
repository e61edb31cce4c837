// A year of a small account as Cloudflare would show it: what a night's run can see of it by then.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onStage, type Stage } from '../pull/e2e/support/stage.ts';
import { DEMO_ACCOUNT, type Row } from '../support/cloudflare/index.ts';
import { Account } from './account.ts';

const DAY_MS = 86_400_000;
const DATASET = 'workersInvocationsAdaptive';
const MILLION = 1_000_000;
/** The first day with usage. */
const START = '2025-10-01';

export const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
export const msOf = (day: string) => Date.parse(`${day}T06:00:00Z`);
/** The month after `2025-12` is `2026-01`. */
export const next = (month: string) => dayOf(Date.parse(`${month}-28`) + 7 * DAY_MS).slice(0, 7);

const billableInfo = {
  covered: true,
  subscriptions: [{ id: 's', billing_cycle_anchor_timestamp: '2025-08-01T00:00:00Z' }],
};

/** Requests of a day, in two parts. Each fifth day has a part that is seen a night late. */
function partsOf(day: string): { hour: string; requests: number; lateBy: number }[] {
  const number = Date.parse(day) / DAY_MS;
  const requests = 400_000 + (number % 97) * 1_000;
  return [
    { hour: '02', requests, lateBy: 0 },
    { hour: '23', requests: 20_000, lateBy: number % 5 === 0 ? 1 : 0 },
  ];
}

export class Year {
  readonly stage: Stage;
  readonly account: Account;
  /** Answers as they came in, and invoices. */
  readonly saved: string;
  readonly inbox: string;
  /** The first day that has no rows yet, and rows with the day after which they are seen. */
  #shown = START;
  #coming: { row: Row; seenOn: string }[] = [];
  /** Requests by month that came after it was closed. */
  readonly #more = new Map<string, number>();

  private constructor(stage: Stage) {
    this.stage = stage;

    this.account = new Account(stage.folder, 'bill', DEMO_ACCOUNT);
    this.saved = join(stage.folder, 'saved');
    this.inbox = join(stage.folder, 'inbox');
    mkdirSync(this.inbox);
  }

  static async begin(first: string): Promise<Year> {
    // Answers of the same instant would be saved as one file.
    let later: () => void = () => undefined;
    const faults = () => void later();
    const stage = await onStage(
      { billableInfo, faults },
      { now: new Date(msOf(first)), isNew: true },
    );
    later = () => stage.clock.sleep(1_000);
    return new Year(stage);
  }

  /** Moves the clock to six in the morning of a day, and shows what has been used by then. */
  async wake(day: string): Promise<void> {
    const { clock, cloudflare } = this.stage;
    await clock.sleep(Math.max(0, msOf(day) - clock.now()));
    for (; this.#shown < day; this.#shown = dayOf(Date.parse(this.#shown) + DAY_MS))
      for (const { hour, requests, lateBy } of partsOf(this.#shown)) {
        const row = rowOf(`${this.#shown}T${hour}:30:00Z`, requests);
        this.#coming.push({ row, seenOn: dayOf(Date.parse(this.#shown) + lateBy * DAY_MS) });
      }
    const isSeen = ({ seenOn }: { seenOn: string }) => seenOn < day;
    cloudflare.rows.push(...this.#coming.filter(isSeen).map(({ row }) => row));
    this.#coming = this.#coming.filter((one) => !isSeen(one));
  }

  run(...more: readonly string[]) {
    const asked = [
      '--only',
      DATASET,
      '--save',
      this.saved,
      '--skip',
      'check',
      '--skip',
      'forecast',
    ];
    return this.stage.cli(['run', ...asked, '--invoices', this.inbox, ...more]);
  }

  /** The invoice of a month, by all its usage. */
  invoice(month: string): void {
    let requests = this.#more.get(month) ?? 0;
    for (let day = `${month}-01`; day < `${next(month)}-01`; day = dayOf(Date.parse(day) + DAY_MS))
      for (const part of partsOf(day)) requests += part.requests;
    this.account.invoice(month, requests / MILLION - 10, [], `inbox/${month}.csv`);
  }

  /** A million requests that nobody has seen: they are asked for, and invoiced later. */
  async late(month: string) {
    this.#more.set(month, MILLION);
    this.stage.cloudflare.rows.push(rowOf(`${month}-10T12:00:00Z`, MILLION));
    const words = 'Workers Standard Requests (first 10M are included)';
    const line = this.account
      .line(month, words, '0.30')
      .replace(/,,,,/, ',"1,000,000",0.30,1000000,');
    this.account.bill(`IN-${month}-B`, [line], `inbox/${month}-late.csv`);
    const asked = ['pull', '--period', month, '--again', `${month}-10`, '--only', DATASET];
    return this.stage.cli([...asked, '--save', this.saved]);
  }
}

function rowOf(at: string, requests: number): Row {
  const dims = { scriptName: 'edge', status: 'success', usageModel: 'standard' };
  return { dataset: DATASET, at, dims, sum: { requests, errors: 0, subrequests: 0, cpuTimeUs: 1 } };
}
