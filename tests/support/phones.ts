import type { Connection } from '../../src-main/caller';
import type { OfficeContract } from '../../src-shared/contract/contract';
import type { Client } from '../../src-shared/contract/operation';
import { connection, valueOf } from './box-office';

/** Anything that calls the office as a phone does, whatever is between them. */
interface Phone {
  readonly api: Client<OfficeContract>;
}

interface Desk {
  readonly api: Client<OfficeContract>;
}

interface Wanted {
  readonly name?: string;
  /** Username; whoever is at the desk unless somebody else is named. */
  readonly responsible?: string;
}

/** The token that is behind the `#` of an invitation. */
export function tokenOf({ url }: { readonly url: string }): string {
  return url.slice(url.indexOf('#') + 1);
}

/** Lets phones in, at the address that the computer has now, or stops that. */
export async function listen({ api }: Desk, on = true): Promise<void> {
  const { settings } = valueOf(await api['listener.status']({}));
  valueOf(await api['listener.save']({ ...settings, on }));
}

/** Shows the code of a new phone at the desk. */
export async function inviteTo({ api }: Desk, { name = 'Gate 1', ...wanted }: Wanted = {}) {
  if (valueOf(await api['listener.status']({})).origin === null) await listen({ api });
  const invitation = valueOf(await api['devices.invite']({ kind: 'add', name, ...wanted }));
  return { ...invitation, token: tokenOf(invitation) };
}

/** Opens an invitation on a phone, which then waits to be accepted; gives the number that it shows. */
export async function apply({ api }: Phone, token: string): Promise<string> {
  const { check } = valueOf(await api['gate.join']({ token }));
  if (check === null) throw new Error('it became a device at once');
  return check;
}

/** Makes a device of a phone, as two people with a phone and a desk do. */
export async function pair(office: Desk, phone: Phone, wanted: Wanted = {}) {
  const { invitationId, token } = await inviteTo(office, wanted);
  const check = await apply(phone, token);
  return valueOf(await office.api['devices.accept']({ invitationId, check }));
}

interface Office extends Desk {
  clientOf(at: Connection): Client<OfficeContract>;
}

/** A phone that nobody knows yet. Its cookie is `at.sessionId`. */
export function newPhone(office: Pick<Office, 'clientOf'>, platform = 'iPhone') {
  const at = connection('gate', platform);
  return { at, api: office.clientOf(at) };
}

/** A paired phone that calls the office without a network in between. */
export async function joinPhone(office: Office, wanted: Wanted & { readonly platform?: string } = {}) {
  const { platform, ...rest } = wanted;
  const phone = newPhone(office, platform);
  const { deviceId } = await pair(office, phone, rest);
  return { ...phone, deviceId };
}
