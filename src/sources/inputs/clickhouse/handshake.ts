import { Agent } from 'node:https';
import type { TLSSocket } from 'node:tls';

/** Milliseconds for a handshake of TLS. Who speaks TLS answers in a few round trips. */
const HANDSHAKE_MS = 10_000;

const SILENT = 'no answer to the handshake: perhaps the port is one without TLS';

/**
 * Opens connections with TLS, and gives up where no handshake comes. A server that reads a
 * handshake as HTTP may take it for the beginning of a request, and wait for its end.
 *
 * @param timeoutMs milliseconds without a sign of the server before a question is given up
 */
export function handshakingAgent(timeoutMs: number): Agent {
  const agent = new Agent({ keepAlive: false, maxSockets: 1 });
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (...words) => {
    const socket = connect(...words) as TLSSocket;
    const silent = Object.assign(new Error(SILENT), { code: 'ERR_TLS_HANDSHAKE_TIMEOUT' });
    let timer: NodeJS.Timeout | undefined;
    // A host that is not reached is no matter of TLS.
    socket.once('connect', () => {
      timer = setTimeout(() => socket.destroy(silent), Math.min(HANDSHAKE_MS, timeoutMs / 2));
    });
    for (const ended of ['secureConnect', 'close'] as const)
      socket.once(ended, () => clearTimeout(timer));
    return socket;
  };
  return agent;
}
