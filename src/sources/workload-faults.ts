import type { Group } from './workload-fields.ts';

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
export function* faults(stated: Group): Generator<[Field, string]> {
  for (const [field, needed] of NEEDS) {
    if (stated[field] !== undefined && stated[needed] === undefined)
      yield [field, `says nothing without ${needed}: state that too, or leave this out`];
  }
  const whole = WHOLE.find((field) => stated[field] !== undefined);
  const single = ACTIVE.find((field) => stated[field] !== undefined);
  if (whole && single) yield [single, `is part of ${whole} already: leave one of them out`];
  yield* messageFaults(stated);
  yield* alarmFaults(stated, whole !== undefined);
  yield* pushFaults(stated, whole !== undefined);
}

function* messageFaults(stated: Group): Generator<[Field, string]> {
  const isZero = (field: Field) => /^0*(\.0+)?$/.test(String(stated[field]));
  if (!isZero('messages_per_socket_minute') && isZero('sockets_per_object'))
    yield ['sockets_per_object', 'is zero, and messages need open sockets: state how many'];
  for (const field of ['rows_read_per_message', 'rows_written_per_message'] as const) {
    if (!isZero(field) && isZero('messages_per_socket_minute'))
      yield [field, 'says nothing without messages: state messages_per_socket_minute'];
  }
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
