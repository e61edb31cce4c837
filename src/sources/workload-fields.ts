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

export const group = z.strictObject({
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

export type Group = z.output<typeof group>;
