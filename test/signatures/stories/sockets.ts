// Durable Objects with WebSockets that do not hibernate.
import { active, each, invoked } from '../support/row.ts';
import type { Story } from '../support/story.ts';

const DAY_S = 86_400;

/** Rooms that hibernate between messages. */
const hibernating = (messages: number, sockets: number, outbound = messages * sockets) =>
  each(3, 'room', (name) => [
    active('Room', name, { active: messages / 10, sockets, outbound }),
    invoked('Room', name, 'http', 12, 1),
    invoked('Room', name, 'hibernation', messages, messages / 100),
  ]);

/** Rooms that accepted their sockets without hibernation. */
const resident = (messages: number, sockets: number, outbound = messages * sockets) =>
  each(3, 'room', (name) => [
    active('Room', name, { active: DAY_S, sockets, outbound, inbound: messages }),
    invoked('Room', name, 'http', 12, 1),
  ]);

/** Objects of a call each, which is active for so many seconds. */
const calls = (seconds: number) =>
  each(1000, 'call', (name) => [
    active('Call', name, { active: seconds, sockets: 2, outbound: 400 }),
    invoked('Call', name, 'http', 2, 1),
  ]);

/** An hour of it. */
const TALK = { sockets: 6, inbound: 40, outbound: 200 };

export const SOCKETS: readonly Story[] = [
  {
    // https://github.com/napolab/y-durableobjects/issues/13
    signature: 'no_hibernation',
    title: 'a chat in which something is said every two minutes',
    place: 'Room',
    says: ['3 objects were active 100 %', /\b8 (open )?sockets/, '2,160 incoming messages'],
    before: [],
    burning: resident(720, 8),
    twin: hibernating(720, 8),
  },
  {
    signature: 'no_hibernation',
    title: 'a board that only sends',
    place: 'Room',
    says: ['3 objects were active 100 %', /\b25 (open )?sockets/, 'no incoming messages'],
    before: [],
    burning: resident(0, 25, 1_036_800),
    // A call for each thing that is to be sent.
    twin: each(3, 'room', (name) => [
      active('Room', name, { active: 2000, sockets: 25, outbound: 1_036_800 }),
      invoked('Room', name, 'rpc', 41_472, 400),
    ]),
  },
  {
    signature: 'no_hibernation',
    title: 'a class that no longer hibernates',
    place: 'Room',
    says: ['3 objects were active 100 %', /\b8 (open )?sockets/, '2,160 incoming messages'],
    before: hibernating(720, 8),
    burning: resident(720, 8),
    twin: hibernating(720, 8),
  },
  {
    signature: 'no_hibernation',
    title: 'a meeting of two hours in which little is said',
    place: 'Meeting',
    says: ['1 object was active 100 %', /\b6 (open )?sockets/, '80 incoming messages'],
    before: [],
    burning: [9, 10].map((hour) => active('Meeting', 'one', { ...TALK, active: 3600 }, hour)),
    twin: [9, 10].flatMap((hour) => [
      active('Meeting', 'one', { ...TALK, inbound: 0, active: 20 }, hour),
      invoked('Meeting', 'one', 'hibernation', 40, 2, { hour }),
    ]),
  },
  {
    signature: 'no_hibernation',
    title: 'a ping of each of 60 sockets every 30 s',
    place: 'Room',
    says: ['3 objects were active 100 %', /\b60 open sockets/, '518,400 incoming messages'],
    before: [],
    burning: resident(172_800, 60, 172_800),
    // As many sensors that send, each once a second.
    twin: resident(5_184_000, 60, 0),
  },
  {
    signature: 'no_hibernation',
    title: 'a thousand calls of twenty minutes, each an object',
    place: 'Call',
    says: ['1,000 objects were together active 1,388 %', /\b2 (open )?sockets/, 'no incoming'],
    before: [],
    burning: calls(1200),
    // Short ones, and talks with a message every 40 s, after which an idle object is active as long.
    twin: [
      ...calls(15),
      ...each(1000, 'long', (name) => [
        active('Chat', name, { active: 1200, sockets: 2, outbound: 400, inbound: 30 }),
        invoked('Chat', name, 'http', 2, 1),
      ]),
    ],
  },
  {
    signature: 'no_hibernation',
    title: 'not a game in which 20 players move all the time',
    place: 'Room',
    says: ['3 objects were active 100 %', /\b20 (open )?sockets/],
    before: [],
    burning: resident(90, 20),
    // Between two messages there is no time to hibernate.
    twin: resident(4_000_000, 20),
  },
];
