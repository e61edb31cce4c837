/**
 * Usage lines from inside a Durable Object: one an event, with the tenant and the rows that its SQL
 * read and wrote. No dependencies, no Node API. See docs/meter.md.
 *
 *     import { metered } from 'flaretally/meter';
 *
 *     class RoomObject extends DurableObject<Env> { ... }
 *     export const Room = metered(RoomObject, {
 *       class: 'Room',
 *       tenant: (ctx) => ctx.id.name?.split('/')[0],
 *     });
 */
export { meterOf, usageMeter } from './meter.ts';
export { type MeteredClass, type MeteredOptions, metered } from './metered.ts';
export { statements } from './statements.ts';
export type { EventContext, Kind, Meter, MeteredEvent, MeterOptions } from './types.ts';
