import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { createClient } from '../../src-shared/client';
import type { OfficeContract, OperationName } from '../../src-shared/contract/contract';
import type { Client } from '../../src-shared/contract/operation';
import type { Call } from './call';
import { isRepeatable } from './operations';
import { RefusedError } from './refused-error';

export type Api = Client<OfficeContract>;

const ApiContext = createContext<Api | null>(null);

/** Every operation of the office as a function. Pages rather use `useQueryOperation` and `useMutationOperation`. */
export function useApi(): Api {
  const api = useContext(ApiContext);
  if (!api) throw new Error('there is no ApiProvider above');
  return api;
}

interface ApiProviderProps {
  readonly call: Call;
  readonly children: ReactNode;
}

export function ApiProvider({ call, children }: ApiProviderProps) {
  const [api] = useState(() => createClient(call));
  const [queries] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <ApiContext value={api}>{children}</ApiContext>
    </QueryClientProvider>
  );
}

/** @param name tried twice more after a lost connection, if doing it again is harmless */
export function retryOf(name: OperationName) {
  return (failures: number, error: unknown) =>
    failures < 2 && error instanceof RefusedError && error.refusal.code === 'unreachable' && isRepeatable(name);
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The office is on this machine or in this building: it is there whether or not the internet is.
      queries: {
        networkMode: 'always',
        retryDelay: 500,
        staleTime: 2_000,
        refetchOnWindowFocus: true,
        // What is thrown and is no refusal is a fault of ours: the page's boundary says so, where a page would show nothing.
        throwOnError: (error) => !(error instanceof RefusedError),
      },
      mutations: { networkMode: 'always', retryDelay: 500 },
    },
  });
}
