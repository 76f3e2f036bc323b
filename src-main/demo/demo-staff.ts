import { randomBytes } from 'node:crypto';
import type { OfficeContract } from '../../src-shared/contract/contract';
import type { Client, Reply, Role } from '../../src-shared/contract/operation';
import { encodeCrockford } from '../../src-shared/crockford';

export type Api = Client<OfficeContract>;

export interface DemoSignIn {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly password: string;
}

/** Passwords are new at each start: a published one would open every demo that somebody left running. */
export function inventStaff(): { administrator: DemoSignIn; seller: DemoSignIn; gate: DemoSignIn } {
  return {
    administrator: { username: 'admin1', displayName: 'Asha Menon', role: 'administrator', password: inventPassword() },
    seller: { username: 'seller1', displayName: 'Ravi Shetty', role: 'seller', password: inventPassword() },
    gate: { username: 'gate1', displayName: 'Meera Joshi', role: 'gate', password: inventPassword() },
  };
}

/** 80 random bits in four groups that are easy to copy from a screen. */
export function inventPassword(): string {
  return encodeCrockford(randomBytes(10)).toLowerCase().match(/.{4}/g)?.join('-') ?? '';
}

/** The first sign-in of an invited person, with a password of their own at the end of it. */
export async function takeUpInvitation(api: Api, who: DemoSignIn, oneTimePassword: string): Promise<void> {
  const { username, password } = who;
  expectDone(await api['session.signIn']({ username, password: oneTimePassword }));
  expectDone(await api['session.changePassword']({ currentPassword: oneTimePassword, newPassword: password }));
}

/** The demo is made by the office's own operations, and none of them may be refused. */
export function expectDone<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`the demo was refused: ${JSON.stringify(reply)}`);
  return reply.value;
}
