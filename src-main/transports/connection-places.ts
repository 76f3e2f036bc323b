import type { Server } from 'node:https';
import type { Socket } from 'node:net';

/** How many connections may be open at once. */
export interface Places {
  readonly all: number;
  /** One phone opens six at most; several may stand behind one address. */
  readonly ofOneAddress: number;
}

export interface OpenConnections {
  /** Ends those that have never asked for anything. Browsers open some in advance. */
  closeSilent(): void;
}

interface Place {
  readonly address: string;
  readonly socket: Socket;
  /** A request has begun on it. */
  asked: boolean;
  /** Has had an answer to a request, so that it is no connection that only takes up a place. */
  answered: boolean;
}

/**
 * Keeps connections that are idle, half open or slow from taking the places of phones. One address has only its share
 * of the places, and where they run out, the connection that has waited longest without ever asking for anything makes
 * room. A phone that has been answered once is not pushed out by others.
 */
export function limitPlaces(server: Server, { all, ofOneAddress }: Places): OpenConnections {
  // In the order in which they were taken.
  const taken = new Map<string, Place>();

  server.on('connection', (socket: Socket) => {
    const { remoteAddress: address } = socket;
    const key = keyOf(socket);
    const neighbours = [...taken.values()].filter((place) => place.address === address);
    if (address === undefined || !makeRoom(neighbours, ofOneAddress) || !makeRoom([...taken.values()], all)) {
      socket.destroy();
      return;
    }
    const place: Place = { address, socket, asked: false, answered: false };
    taken.set(key, place);
    socket.once('close', () => {
      if (taken.get(key) === place) taken.delete(key);
    });
  });

  server.on('request', ({ socket }, response) => {
    const place = taken.get(keyOf(socket));
    if (!place) return;
    place.asked = true;
    response.once('finish', () => {
      place.answered = true;
    });
  });

  function makeRoom(places: readonly Place[], most: number): boolean {
    if (places.length < most) return true;
    const waiting = places.find(({ answered }) => !answered);
    if (!waiting) return false;
    taken.delete(keyOf(waiting.socket));
    waiting.socket.destroy();
    return true;
  }

  return {
    closeSilent: () => {
      for (const { asked, socket } of taken.values()) if (!asked) socket.destroy();
    },
  };
}

/** The same for a connection before and after its handshake, which are two objects. */
function keyOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
