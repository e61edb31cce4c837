import { z } from 'zod';
import { above, millionths, quantity, share, whole } from './estimate-quantity.ts';

/** A number that the rules cast to a type with so many digits before and behind the point. */
const measureOf = (digits: number, decimals: number) =>
  quantity(
    new RegExp(`^\\d{1,${digits}}(\\.\\d{1,${decimals}})?$`),
    `a number of at most ${digits} digits and ${decimals} decimals`,
  );

const measure = measureOf(12, 6);
const operations = z.array(z.strictObject({ count: whole, kb: measureOf(12, 9) }));

const group = z.strictObject({
  objects: whole.optional(),
  sockets_per_object: whole.default('0'),
  sockets_opened: z.enum(['once', 'daily']).default('once'),
  messages_per_socket_minute: measure.default('0'),
  hours_per_day: quantity(
    /^(\d|1\d|2[0-3])(\.\d{1,6})?$|^24(\.0+)?$/,
    'hours from 0 to 24',
  ).default('24'),
  requests: whole.default('0'),
  socket_api: z.enum(['accept', 'hibernation']).default('hibernation'),
  handler_ms: measure.default('0'),
  active_seconds: measureOf(18, 6).optional(),
  hibernated_share: share.optional(),
  rows_read_per_message: measure.default('0'),
  rows_written_per_message: measure.default('0'),
  stored_gb_per_object: measureOf(9, 9).default('0'),
  kv_reads: operations.default([]),
  kv_writes: operations.default([]),
  alarm_every_seconds: above.optional(),
  alarm_ms: millionths.optional(),
  between_alarms: z.enum(['sleep', 'awake']).optional(),
  alarm_storage: z.enum(['sqlite', 'key_value']).optional(),
  pushes_per_object_minute: above.optional(),
  push_ms: millionths.optional(),
  push_trigger: z.enum(['request', 'alarm', 'timer']).optional(),
  log_events_per_invocation: above.optional(),
  log_invocations: quantity(/^\d{1,15}$/, 'a whole number of at most 15 digits').optional(),
  head_sampling_rate: share.optional(),
  log_event_kb: quantity(/^\d{1,6}(\.\d{1,3})?$/, 'a size with at most 3 decimals').optional(),
  log_retention_days: quantity(/^\d{1,4}$/, 'a whole number of days').optional(),
});

type Group = z.output<typeof group>;
type Field = keyof Group;

/** Fields that say nothing without another one. */
const NEEDS: readonly [field: Field, needed: Field][] = [
  ['alarm_ms', 'alarm_every_seconds'],
  ['between_alarms', 'alarm_every_seconds'],
  ['push_ms', 'pushes_per_object_minute'],
  ['push_trigger', 'pushes_per_object_minute'],
  ['log_invocations', 'log_events_per_invocation'],
  ['head_sampling_rate', 'log_events_per_invocation'],
  ['log_event_kb', 'log_events_per_invocation'],
  ['log_retention_days', 'log_events_per_invocation'],
];

/** Active times of single events, which the whole active time already holds. */
const ACTIVE: readonly Field[] = ['alarm_ms', 'between_alarms', 'push_ms'];
const WHOLE: readonly Field[] = ['active_seconds', 'hibernated_share'];

/** What contradicts itself or lacks a figure that would otherwise count as zero. */
function* faults(stated: Group): Generator<[Field, string]> {
  for (const [field, needed] of NEEDS) {
    if (stated[field] !== undefined && stated[needed] === undefined)
      yield [field, `says nothing without ${needed}: state that too, or leave this out`];
  }
  const whole = WHOLE.find((field) => stated[field] !== undefined);
  const single = ACTIVE.find((field) => stated[field] !== undefined);
  if (whole && single) yield [single, `is part of ${whole} already: leave one of them out`];
  yield* alarmFaults(stated, whole !== undefined);
  yield* pushFaults(stated, whole !== undefined);
}

function* alarmFaults(stated: Group, isActiveKnown: boolean): Generator<[Field, string]> {
  const { alarm_every_seconds: every, between_alarms: between, push_trigger: trigger } = stated;
  if (stated.alarm_storage && !every && trigger !== 'alarm')
    yield ['alarm_storage', 'says nothing without alarms: state alarm_every_seconds'];
  if (every && between !== 'awake' && stated.alarm_ms === undefined && !isActiveKnown)
    yield ['alarm_ms', 'is missing: state how long each alarm keeps its object active'];
}

function* pushFaults(stated: Group, isActiveKnown: boolean): Generator<[Field, string]> {
  if (!stated.pushes_per_object_minute) return;
  if (/^0*$/.test(stated.sockets_per_object))
    yield ['sockets_per_object', 'is zero, and pushes need open sockets: state how many'];
  if (stated.push_trigger === undefined)
    yield ['push_trigger', 'is missing: a request, an alarm or a timer starts a push'];
  const doesSleep = stated.socket_api === 'hibernation' && stated.push_trigger !== 'timer';
  if (doesSleep && stated.push_ms === undefined && !isActiveKnown)
    yield ['push_ms', 'is missing: state how long each push keeps its object active'];
}

export const workload = group.superRefine((stated, context) => {
  for (const [field, message] of faults(stated))
    context.addIssue({ code: 'custom', path: [field], message });
});
