// With `nodejs_als` an event is followed across awaits without a handle.

import { DurableObject } from 'cloudflare:workers';
import { AsyncLocalStorage } from 'node:async_hooks';
import { metered } from '../../../src/meter/index.ts';

class DiaryObject extends DurableObject {
  async write(times: number): Promise<void> {
    const { sql } = this.ctx.storage;
    sql.exec('CREATE TABLE IF NOT EXISTS notes(body TEXT)');
    for (let i = 0; i < times; i++) {
      await scheduler.wait(1);
      sql.exec('INSERT INTO notes VALUES (?)', `note ${i}`);
    }
  }

  /** Writes after its event has ended. */
  later(): void {
    this.ctx.waitUntil(scheduler.wait(5).then(() => this.write(1)));
  }
}

export const Diary = metered(DiaryObject, {
  class: 'Diary',
  tenant: 'acme',
  context: new AsyncLocalStorage(),
});

export { default } from './index.ts';
