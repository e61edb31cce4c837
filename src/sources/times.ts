import type { TimeField } from '../store/answer-reasons.ts';

/**
 * The time dimensions of rows, the finest first. The first that is present gives the time of a row.
 * They are the API's own, the same in every dataset.
 */
export const TIMES: readonly TimeField[] = [
  { path: 'dimensions.datetime', seconds: 1 },
  { path: 'dimensions.datetimeMinute', seconds: 60 },
  { path: 'dimensions.datetimeFiveMinutes', seconds: 300 },
  { path: 'dimensions.datetimeFifteenMinutes', seconds: 900 },
  { path: 'dimensions.datetimeHour', seconds: 3_600 },
  { path: 'dimensions.datetimeSixHours', seconds: 21_600 },
  { path: 'dimensions.date', seconds: 86_400 },
];

/** Of rows without dimensions, which have their day beside their figures. */
export const ROW_TIMES: readonly TimeField[] = [{ path: 'date', seconds: 86_400 }];
