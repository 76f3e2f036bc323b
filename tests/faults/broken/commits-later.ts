import { setTimeout as pause } from 'node:timers/promises';
import { Dialect as Really } from '../../../src-main/database/postgres/dialect';

/** Milliseconds; longer than a server takes to be stopped once somebody has decided to. */
const LATER = 800;

type Driver = ReturnType<Really['createDriver']>;
type Connection = Parameters<Driver['commitTransaction']>[0];

/** In the place of the dialect of a shared store: a transaction is answered when its work is done, and committed later. */
export class Dialect extends Really {
  override createDriver(): Driver {
    const driver = super.createDriver();
    const committing = new WeakMap<Connection, Promise<void>>();
    return new Proxy(driver, {
      get(target, name) {
        if (name === 'commitTransaction') {
          return async (connection: Connection) => {
            const later = pause(LATER).then(() => target.commitTransaction(connection));
            committing.set(
              connection,
              later.catch(() => undefined),
            );
          };
        }
        if (name === 'releaseConnection') {
          return async (connection: Connection) => {
            void (committing.get(connection) ?? Promise.resolve()).then(() => target.releaseConnection(connection));
          };
        }
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }
}
