import { countedExec } from './exec.ts';
import { requireFit, usageLine } from './line.ts';
import { Tallies, type Tally } from './tallies.ts';
import type { Cursor, Kind, Meter, MeteredEvent, MeterOptions, Sql, State } from './types.ts';

const meters = new WeakMap<object, Meter<unknown>>();

/** The meter of an object, for handlers that the runtime does not call. */
export function meterOf<C extends State>(ctx: C): Meter<C['storage']['sql']> {
  const meter = meters.get(ctx);
  if (!meter) throw new TypeError('flaretally/meter: this object has no meter');
  return meter as Meter<C['storage']['sql']>;
}

/**
 * Counts the rows that an object's SQL reads and writes, and writes a usage line an event. From
 * here on `ctx.storage.sql.exec` counts, whoever calls it.
 * @throws RangeError when tenant and class do not fit in a line; TypeError for a second meter
 */
export function usageMeter<C extends State>(
  ctx: C,
  options: MeterOptions,
): Meter<C['storage']['sql']> {
  if (meters.has(ctx)) throw new TypeError('flaretally/meter: metered already, see meterOf()');
  requireFit(typeof options.tenant === 'string' ? options.tenant : '', options.class);
  const meter = new ObjectMeter(ctx, options) as unknown as Meter<C['storage']['sql']>;
  meters.set(ctx, meter);
  return meter;
}

class ObjectMeter {
  readonly #options: MeterOptions;
  readonly #objectId: string;
  readonly #sql: Sql | undefined;
  readonly #exec: Sql['exec'] | undefined;
  readonly #tallies: Tallies;

  constructor(ctx: State, options: MeterOptions) {
    this.#options = options;
    this.#objectId = ctx.id.toString();
    this.#tallies = new Tallies(options.context);
    this.#sql = sqlOf(ctx);
    if (!this.#sql) return;
    this.#exec = this.#sql.exec.bind(this.#sql);
    const value = this.#execFor(() => this.#tallies.current());
    Object.defineProperty(this.#sql, 'exec', { value, configurable: true, writable: true });
  }

  get sql(): Sql {
    if (!this.#sql) throw new TypeError('flaretally/meter: the object is not stored in SQLite');
    return this.#sql;
  }

  event<R>(kind: Kind, handler: (event: MeteredEvent<Sql>) => R): R {
    const tally = this.#tallies.open();
    const event = this.#eventOf(kind, tally);
    let result: R;
    try {
      result = this.#tallies.within(tally, () => handler(event));
    } catch (error) {
      this.#close(tally, event);
      throw error;
    }
    if (isThenable(result)) {
      return Promise.resolve(result).finally(() => this.#close(tally, event)) as R;
    }
    this.#close(tally, event);
    return result;
  }

  #eventOf(kind: Kind, tally: Tally): MeteredEvent<Sql> {
    const exec = this.#execFor(() => tally);
    const sqlOfObject = () => this.sql;
    return {
      kind,
      tenant: undefined,
      get sql() {
        return new Proxy(sqlOfObject(), {
          get: (sql, name) => (name === 'exec' ? exec : Reflect.get(sql, name, sql)),
        });
      },
    };
  }

  /** `owner` is asked as a statement starts. */
  #execFor(owner: () => Tally | undefined): Sql['exec'] {
    return (query: string, ...bindings: unknown[]): Cursor => {
      const tally = owner();
      const exec = this.#exec as Sql['exec'];
      return countedExec(exec, this.#options.multiple, query, bindings, (read, written) =>
        this.#tallies.count(tally, read, written),
      );
    };
  }

  #close(tally: Tally, event: MeteredEvent<Sql>): void {
    const { class: className, log = console.log } = this.#options;
    const rows = this.#tallies.close(tally);
    const databaseBytes = this.#databaseBytes();
    // Without SQLite there is nothing to count, which is not the same as nothing counted.
    const isCounted = databaseBytes !== undefined || rows.rowsRead + rows.rowsWritten > 0;
    log(
      usageLine({
        tenant: this.#tenantOf(event),
        class: className,
        objectId: this.#objectId,
        kind: event.kind,
        ...(isCounted ? rows : {}),
        databaseBytes,
      }),
    );
  }

  /** A line is written even if its tenant is unknown; the tenant map may still know the object. */
  #tenantOf(event: MeteredEvent<Sql>): string {
    const { tenant: given, class: className } = this.#options;
    try {
      const tenant = event.tenant ?? (typeof given === 'function' ? given() : given) ?? '';
      requireFit(tenant, className);
      return tenant;
    } catch (error) {
      console.warn(`flaretally/meter: a line without tenant: ${error}`);
      return '';
    }
  }

  #databaseBytes(): number | undefined {
    try {
      return this.#sql?.databaseSize;
    } catch {
      return undefined;
    }
  }
}

/** An object of the older storage throws even when its SQL property is read. */
function sqlOf(ctx: State): Sql | undefined {
  try {
    return ctx.storage.sql;
  } catch {
    return undefined;
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | undefined | null)?.then === 'function';
}
