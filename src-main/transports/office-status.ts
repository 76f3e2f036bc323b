import type { z } from 'zod';
import type { officeContract } from '../../src-shared/contract/office';
import type { SignedIn } from '../../src-shared/contract/staff';
import type { Connection } from '../caller';
import type { Dispatch } from '../dispatch';

type OfficeStatus = z.output<(typeof officeContract)['office.status']['output']>;

/** What a page would be told before it shows anything. Asked through the one way in, and it keeps no session awake. */
export async function statusOfOffice(dispatch: Dispatch, connection: Connection): Promise<OfficeStatus> {
  const reply = await dispatch('office.status', {}, connection);
  if (!reply.ok) throw new Error(`the office does not tell its status: ${reply.code}`);
  return reply.value as OfficeStatus;
}

export async function sessionOf(dispatch: Dispatch, connection: Connection): Promise<SignedIn | null> {
  return (await statusOfOffice(dispatch, connection)).session;
}
