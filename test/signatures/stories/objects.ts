// Durable Objects that do not sleep.
import { active, each, invoked } from '../support/row.ts';
import type { Story } from '../support/story.ts';

/** A room that is used 300 times a day, one message at a time, and sleeps in between. */
const ASLEEP = [active('Room', 'a', { active: 240 }), invoked('Room', 'a', 'http', 300, 30)];

export const OBJECTS: readonly Story[] = [
  {
    signature: 'alarm_loop',
    title: 'state in memory is kept by an alarm every 30 s',
    place: 'HelperAgent',
    says: ['4 objects were active 100 %', 'every 30 s', 'no open sockets'],
    before: ASLEEP,
    burning: each(4, 'agent', (name) => [
      active('HelperAgent', name, { active: 86_400 }),
      invoked('HelperAgent', name, 'alarm', 2880, 86_400),
    ]),
    // As many invocations, and each is answered at once.
    twin: each(4, 'agent', (name) => [
      active('HelperAgent', name, { active: 288 }),
      invoked('HelperAgent', name, 'http', 2880, 144),
    ]),
  },
];
