import type { StoreChoice } from './store-config';

/**
 * The store that whoever starts the program names: `EPASS_DATABASE_URL`, and `EPASS_DESK_NAME` for what this desk is
 * called. Null where none is named.
 * @param hostname what the desk is called otherwise
 */
export function storeFrom(
  environment: Readonly<Record<string, string | undefined>>,
  hostname: string,
): StoreChoice | null {
  const address = environment['EPASS_DATABASE_URL'];
  if (!address) return null;
  return { address, deskName: environment['EPASS_DESK_NAME'] || hostname, fixed: true };
}
