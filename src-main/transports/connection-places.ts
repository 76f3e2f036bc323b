import type { Server } from 'node:https';
import type { Socket } from 'node:net';

/** How many connections may be open at once. */
export interface Places {
  readonly all: number;
  /** One phone opens six at most and mostly has one; all of them may stand behind one address. */
  readonly ofOneAddress: number;
}

export interface OpenConnections {
  /** From now on this connection is in nobody's way: whoever it belongs to has been recognised. */
  keep(socket: Socket): void;
  /** Ends those that have never asked for anything. Browsers open some in advance. */
  closeSilent(): void;
}

interface Place {
  readonly address: string;
  readonly socket: Socket;
  /** A request has begun on it. */
  asked: boolean;
  kept: boolean;
}

/**
 * Keeps connections that are idle, half open or slow from taking the places of phones. One address has only its share
 * of the places. Where they run out, the connection that has gone longest without an answer makes room, unless it
 * belongs to somebody who was recognised: strangers can push out only each other.
 */
export function limitPlaces(server: Server, { all, ofOneAddress }: Places): OpenConnections {
  // In the order in which they were taken, or last answered.
  const taken = new Map<string, Place>();

  server.on('connection', (socket: Socket) => {
    const { remoteAddress: address } = socket;
    const key = keyOf(socket);
    const neighbours = [...taken.values()].filter((place) => place.address === address);
    if (address === undefined || !makeRoom(neighbours, ofOneAddress) || !makeRoom([...taken.values()], all)) {
      socket.destroy();
      return;
    }
    const place: Place = { address, socket, asked: false, kept: false };
    taken.set(key, place);
    socket.once('close', () => {
      if (taken.get(key) === place) taken.delete(key);
    });
  });

  server.on('request', ({ socket }, response) => {
    const key = keyOf(socket);
    const place = taken.get(key);
    if (!place) return;
    place.asked = true;
    response.once('finish', () => {
      if (taken.get(key) !== place) return;
      taken.delete(key);
      taken.set(key, place);
    });
  });

  function makeRoom(places: readonly Place[], most: number): boolean {
    if (places.length < most) return true;
    const stranger = places.find(({ kept }) => !kept);
    if (!stranger) return false;
    taken.delete(keyOf(stranger.socket));
    stranger.socket.destroy();
    return true;
  }

  return {
    keep(socket) {
      const place = taken.get(keyOf(socket));
      if (place) place.kept = true;
    },
    closeSilent() {
      for (const { asked, socket } of taken.values()) if (!asked) socket.destroy();
    },
  };
}

/** The same for a connection before and after its handshake, which are two objects. */
function keyOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
