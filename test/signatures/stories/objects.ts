// Durable Objects that do not sleep. What each story has in a day is told by its public case.
import { active, each, invoked } from '../support/row.ts';
import type { Story } from '../support/story.ts';

const DAY_S = 86_400;

/** Objects that answer so many requests, each at once, and sleep in between. */
const answering = (namespace: string, count: number, requests: number, active_s: number) =>
  each(count, 'one', (name) => [
    active(namespace, name, { active: active_s }),
    invoked(namespace, name, 'http', requests, requests / 20),
  ]);

/** Five objects of which the answers do not say how many sockets are open. */
const unsaid = (active_s: number) =>
  each(5, 'one', (name) => [
    active('Board', name, { active: active_s, sockets: null }),
    invoked('Board', name, 'http', 40),
  ]);

/** Two objects with sockets that hibernate, by which a message comes every 30 s. */
const syncing = (active_s: number) =>
  each(2, 'one', (name) => [
    active('Sync', name, { active: active_s, sockets: 4, outbound: 8640 }),
    invoked('Sync', name, 'http', 12, 1),
    invoked('Sync', name, 'hibernation', 2880, 29),
  ]);

export const OBJECTS: readonly Story[] = [
  {
    // https://github.com/cloudflare/agents/issues/1703
    signature: 'alarm_loop',
    title: 'an alarm every 30 s, and state in memory',
    place: 'HelperAgent',
    says: ['4 objects were active 100 %', 'every 30 s', /no (open )?sockets/],
    before: answering('HelperAgent', 4, 300, 240),
    burning: each(4, 'one', (name) => [
      active('HelperAgent', name, { active: DAY_S }),
      invoked('HelperAgent', name, 'alarm', 2880, DAY_S),
    ]),
    twin: answering('HelperAgent', 4, 2880, 288),
  },
  {
    signature: 'alarm_loop',
    title: 'an object that lives for four hours and never sleeps in them',
    place: 'Session',
    says: ['1 object was active 100 %', 'every 10 s'],
    before: [],
    burning: [14, 15, 16, 17].flatMap((hour) => [
      active('Session', 'one', { active: 3600 }, hour),
      invoked('Session', 'one', 'alarm', 360, 3, { hour }),
    ]),
    // Sleeps between as many requests.
    twin: [14, 15, 16, 17].flatMap((hour) => [
      active('Session', 'one', { active: 90 }, hour),
      invoked('Session', 'one', 'http', 360, 3, { hour }),
    ]),
  },
  {
    signature: 'alarm_loop',
    title: 'an alarm every ten minutes, and state in memory',
    place: 'Sync',
    says: ['2 objects were active 100 %', 'every 600 s'],
    before: answering('Sync', 2, 144, 240),
    burning: each(2, 'one', (name) => [
      active('Sync', name, { active: DAY_S }),
      invoked('Sync', name, 'alarm', 144, 20),
    ]),
    twin: each(2, 'one', (name) => [
      active('Sync', name, { active: 1440 }),
      invoked('Sync', name, 'alarm', 144, 20),
    ]),
  },
  {
    signature: 'alarm_loop',
    title: 'an alarm every minute for the four hours that an object lives',
    place: 'Session',
    says: ['1 object was active 100 %', 'every 60 s'],
    before: [],
    burning: [14, 15, 16, 17].flatMap((hour) => [
      active('Session', 'one', { active: 3600 }, hour),
      invoked('Session', 'one', 'alarm', 60, 3, { hour }),
    ]),
    twin: [14, 15, 16, 17].flatMap((hour) => [
      active('Session', 'one', { active: 90 }, hour),
      invoked('Session', 'one', 'alarm', 60, 3, { hour }),
    ]),
  },
  {
    signature: 'alarm_cadence',
    title: 'an alarm every 10 s that finds nothing to do',
    place: 'Poller',
    says: ['20 objects', 'woken by one every 10 s', '100 %'],
    before: answering('Poller', 20, 60, 60),
    burning: each(20, 'one', (name) => [
      active('Poller', name, { active: 864 }),
      invoked('Poller', name, 'alarm', 8640, 43),
    ]),
    // An alarm every hour; requests do the rest.
    twin: each(20, 'one', (name) => [
      active('Poller', name, { active: 864 }),
      invoked('Poller', name, 'alarm', 24, 1),
      invoked('Poller', name, 'http', 8616, 43),
    ]),
  },
  {
    // https://github.com/lyc8503/UptimeFlare/issues/109
    signature: 'long_requests',
    title: 'a call a minute that waits for its timeout',
    place: 'RemoteChecker',
    says: [/57(\.5)? s each/, /9[56](\.\d+)? %/],
    before: each(2, 'loc', (name) => [
      active('RemoteChecker', name, { active: 720 }),
      invoked('RemoteChecker', name, 'rpc', 1440, 720),
    ]),
    burning: each(2, 'loc', (name) => [
      active('RemoteChecker', name, { active: 82_800 }),
      invoked('RemoteChecker', name, 'rpc', 1440, 82_800),
    ]),
    twin: each(2, 'loc', (name) => [
      active('RemoteChecker', name, { active: 720 }),
      invoked('RemoteChecker', name, 'rpc', 1440, 720),
    ]),
  },
  {
    signature: 'long_requests',
    title: 'ten calls a minute, to an object each, that wait 20 s',
    place: 'RemoteChecker',
    says: ['10 objects', '20 s each', '33 %'],
    before: each(10, 'loc', (name) => [
      active('RemoteChecker', name, { active: 720 }),
      invoked('RemoteChecker', name, 'rpc', 1440, 720),
    ]),
    burning: each(10, 'loc', (name) => [
      active('RemoteChecker', name, { active: 28_800 }),
      invoked('RemoteChecker', name, 'rpc', 1440, 28_800),
    ]),
    twin: each(10, 'loc', (name) => [
      active('RemoteChecker', name, { active: 1440 }),
      invoked('RemoteChecker', name, 'rpc', 1440, 1440),
    ]),
  },
  {
    // https://github.com/iterate/iterate/pull/2576
    signature: 'idle_tail',
    title: 'a call every ten seconds keeps it active for 4.5 s',
    place: 'Stream',
    says: ['50 objects', '4.5 s for each', '45 %'],
    before: answering('Stream', 50, 100, 100),
    burning: each(50, 'one', (name) => [
      active('Stream', name, { active: 38_880 }),
      invoked('Stream', name, 'rpc', 8640, 43),
    ]),
    // As long active, by as many requests for each second as one object can answer in it.
    twin: each(50, 'one', (name) => [
      active('Stream', name, { active: 38_880 }),
      invoked('Stream', name, 'rpc', 777_600, 7776),
    ]),
  },
  {
    signature: 'idle_tail',
    title: 'a call a minute, after which it stays active for 12 s',
    place: 'Stream',
    says: ['50 objects', '12 s for each', '20 %'],
    before: answering('Stream', 50, 100, 100),
    burning: answering('Stream', 50, 1440, 17_280),
    twin: answering('Stream', 50, 1440, 720),
  },
  {
    signature: 'held_open',
    title: 'a timer that is never cleared',
    place: 'Cache',
    says: ['3 objects were active 100 %', '60 requests and messages'],
    before: answering('Cache', 3, 20, 60),
    burning: answering('Cache', 3, 20, DAY_S),
    twin: answering('Cache', 3, 432_000, DAY_S),
  },
  {
    // https://github.com/livestorejs/livestore/issues/1328
    signature: 'held_open',
    title: 'a timer that keeps sockets from hibernating, with a message every 30 s',
    place: 'Sync',
    says: ['2 objects were active 100 %', '5,784 requests and messages'],
    before: syncing(240),
    burning: syncing(DAY_S),
    twin: syncing(240),
  },
  {
    signature: 'kept_awake',
    title: 'active all day, by answers without open sockets',
    place: 'Board',
    says: ['5 objects were active 100 %', 'do not say why'],
    before: unsaid(60),
    burning: unsaid(DAY_S),
    twin: unsaid(3600),
  },
];
