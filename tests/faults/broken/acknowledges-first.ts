import { type OpenedFile, openSqlite as openReally } from '../../../src-main/database/sqlite';

/** Longer than an answer takes to reach its reader. */
const WRITES_LATER = 30;

/** In the place of `openSqlite`: a transaction is answered when its work is done, and committed a moment later. */
export function openSqlite(...args: Parameters<typeof openReally>): OpenedFile {
  const opened = openReally(...args);
  // In a file every kind of transaction is the same.
  const builder = { execute: answerFirst(opened.db), setIsolationLevel: () => builder, setAccessMode: () => builder };
  const db = new Proxy(opened.db, {
    get(target, name) {
      if (name === 'transaction') return () => builder;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    ...opened,
    db,
    get sqlite() {
      return opened.sqlite;
    },
  };
}

function answerFirst(db: OpenedFile['db']) {
  return <T>(work: Parameters<ReturnType<OpenedFile['db']['transaction']>['execute']>[0]): Promise<T> =>
    new Promise((resolve, reject) => {
      db.transaction()
        .execute(async (within) => {
          const answer = await work(within);
          resolve(answer as T);
          await new Promise((later) => setTimeout(later, WRITES_LATER));
          return answer;
        })
        .catch(reject);
    });
}
