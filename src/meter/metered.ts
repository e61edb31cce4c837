import { requireFit } from './line.ts';
import { usageMeter } from './meter.ts';
import type { Kind, Meter, MeteredEvent, MeterOptions, State } from './types.ts';

/** A class whose constructor takes `ctx` and `env`. */
type ObjectClass = new (ctx: never, env: never) => object;
type Constructor = new (ctx: unknown, env: unknown) => object;

/** The prototype of a class that extends nothing. */
class Nothing {}

/** As for `usageMeter`, but a function tells the tenant from the object. */
export interface MeteredOptions<C extends ObjectClass> extends Omit<MeterOptions, 'tenant'> {
  tenant?:
    | string
    | ((ctx: ConstructorParameters<C>[0], object: InstanceType<C>) => string | undefined)
    | undefined;
}

/** What the Worker exports: it makes the same objects, but has no static members. */
export type MeteredClass<C extends ObjectClass> = new (
  ...args: ConstructorParameters<C>
) => InstanceType<C>;

/** Handlers that the runtime calls; any other method is called by RPC. */
const KINDS = new Map<PropertyKey, Kind>([
  ['fetch', 'http'],
  ['alarm', 'alarm'],
  ['webSocketMessage', 'ws'],
  ['webSocketClose', 'ws_end'],
  ['webSocketError', 'ws_end'],
]);

/** The working object of each front that the runtime calls. */
const behind = new WeakMap<object, { object: object; meter: Meter<unknown> }>();

/**
 * A class like the given one, in which each event writes a usage line. The runtime gets a front
 * with the same methods. The object behind it calls its own methods directly, so that a helper
 * called by an event does not count as an event.
 */
export function metered<C extends ObjectClass>(
  Class: C,
  options: MeteredOptions<C>,
): MeteredClass<C> {
  const fixed = typeof options.tenant === 'string' ? options.tenant : '';
  requireFit(fixed, options.class);
  const Inner = Class as unknown as Constructor;
  const root = rootOf(Inner);
  const Front = class extends ((root ?? Nothing) as Constructor) {
    constructor(ctx: State, env: unknown) {
      super(ctx, env);
      const tenant = tenantOf(options.tenant as Tenant, () => [ctx, object]);
      const meter = usageMeter(ctx, { ...options, tenant });
      const object = new Inner(ctx, env);
      behind.set(this, { object, meter });
      Object.defineProperties(this, ownHandlersOf(object));
    }
  };
  Object.defineProperty(Front, 'name', { value: options.class });
  Object.defineProperties(Front.prototype, frontsOf(Inner, root));
  return Front as unknown as MeteredClass<C>;
}

type Tenant = MeteredOptions<ObjectClass>['tenant'];

/**
 * The tenant is read when a line is written, because the object does not exist when its meter is
 * made.
 */
function tenantOf(tenant: Tenant, of: () => [ctx: State, object: object]): MeterOptions['tenant'] {
  if (typeof tenant !== 'function') return tenant;
  return () => tenant(...(of() as [never, object]));
}

/** The topmost class of the chain, the runtime's own; undefined if a class extends nothing. */
function rootOf(Class: Constructor): Constructor | undefined {
  let root = Class;
  for (;;) {
    const above = Object.getPrototypeOf(root);
    if (above === Function.prototype) return root === Class ? undefined : root;
    root = above;
  }
}

/** Defines a front for each method and property that the class and its parents declare. */
function frontsOf(Class: Constructor, root: Constructor | undefined): PropertyDescriptorMap {
  const fronts: PropertyDescriptorMap = {};
  const end = root?.prototype ?? Object.prototype;
  for (let type = Class.prototype; type !== end; type = Object.getPrototypeOf(type)) {
    for (const name of Reflect.ownKeys(type)) {
      const member = Reflect.getOwnPropertyDescriptor(type, name);
      if (name !== 'constructor' && !Object.hasOwn(fronts, name) && member)
        fronts[name] = frontOf(name, member);
    }
  }
  return fronts;
}

/** The runtime (but no RPC) also calls a handler that is a field: `fetch = async () => ...`. */
function ownHandlersOf(object: object): PropertyDescriptorMap {
  const own = Object.entries(Object.getOwnPropertyDescriptors(object));
  const handlers = own.filter(([name, { value }]) => KINDS.has(name) && value);
  return Object.fromEntries(handlers.map(([name, member]) => [name, frontOf(name, member)]));
}

function frontOf(name: PropertyKey, member: PropertyDescriptor): PropertyDescriptor {
  const { configurable = true, enumerable = false } = member;
  const get = (front: object) => Reflect.get(objectBehind(front), name);
  if (typeof member.value !== 'function') {
    return {
      configurable,
      enumerable,
      get(this: object) {
        return event(this, name, () => get(this));
      },
      set(this: object, value: unknown) {
        Reflect.set(objectBehind(this), name, value);
      },
    };
  }
  return {
    configurable,
    enumerable,
    writable: true,
    value(this: object, ...args: unknown[]) {
      const object = objectBehind(this);
      return event(this, name, () => Reflect.apply(get(this), object, args));
    },
  };
}

/** Members named by a symbol, such as `Symbol.dispose`, belong to the language. */
function event(front: object, name: PropertyKey, handler: () => unknown): unknown {
  const { meter } = behind.get(front) ?? {};
  if (!meter || typeof name === 'symbol') return handler();
  const kind = KINDS.get(name) ?? 'rpc';
  if (kind !== 'http') return meter.event(kind, handler);
  return meter.event(kind, async (fetched) => upgraded(fetched, await handler()));
}

/** A response that switches protocols makes the request an upgrade. */
function upgraded(event: MeteredEvent<unknown>, response: unknown): unknown {
  if ((response as { status?: number } | undefined)?.status === 101) event.kind = 'upgrade';
  return response;
}

function objectBehind(front: object): object {
  const { object } = behind.get(front) ?? {};
  if (!object) throw new TypeError('flaretally/meter: called on what is no metered object');
  return object;
}
