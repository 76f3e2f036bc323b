import { createContext, useMemo } from 'react';
import { ADMINISTRATOR } from '../../src-shared/contract/operation';
import { useQueryOperation } from '../api/use-operation';
import { useHasRole } from '../session/office';

export interface Sellers {
  /** By name. */
  readonly list: readonly { readonly username: string; readonly name: string }[];
  /** The username itself for somebody who is not known. */
  nameOf(username: string): string;
}

/** For the cells of the list. */
export const SellersContext = createContext<Sellers>({ list: [], nameOf: (username) => username });

/** Everybody who sold passes and, for those who may see it, everybody on the staff. */
export function useSellers(): Sellers {
  const isAdministrator = useHasRole(ADMINISTRATOR);
  const { data: figures } = useQueryOperation('reports.dashboard', {});
  const { data: staff } = useQueryOperation('staff.list', {}, { enabled: isAdministrator });
  return useMemo(() => {
    const names = new Map(figures?.bySeller.flatMap(({ key, label }) => (key === '' ? [] : [[key, label] as const])));
    for (const { username, displayName } of staff ?? []) names.set(username, displayName);
    const list = [...names].map(([username, name]) => ({ username, name }));
    return {
      list: list.sort((one, other) => one.name.localeCompare(other.name)),
      nameOf: (username) => names.get(username) ?? username,
    };
  }, [figures, staff]);
}
