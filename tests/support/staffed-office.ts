import type { CallerRole } from '../../src-shared/contract/operation';
import { ADMINISTRATOR, connection, openReadyOffice, valueOf } from './box-office';
import type { Page } from './transports';

const PASSWORDS = { seller: 'marble otter violin quartz', gate: 'copper lantern meadow fjord' };

/** An office with a person for each role, who can sign in at any page. */
export async function openStaffedOffice() {
  const office = await openReadyOffice();
  const { api } = office;
  for (const role of ['seller', 'gate'] as const) {
    const { oneTimePassword } = valueOf(await api['staff.invite']({ username: role, displayName: role, role }));
    const person = office.clientOf(connection());
    valueOf(await person['session.signIn']({ username: role, password: oneTimePassword }));
    valueOf(await person['session.changePassword']({ currentPassword: oneTimePassword, newPassword: PASSWORDS[role] }));
  }
  const invitation = valueOf(
    await api['staff.invite']({ username: 'invited', displayName: 'Invited', role: 'administrator' }),
  );

  return {
    ...office,
    /** Brings a page into the state of a role. */
    async signIn(page: Page, role: CallerRole): Promise<void> {
      if (role === 'visitor') return;
      const credentials = {
        administrator: ADMINISTRATOR,
        locked: ADMINISTRATOR,
        seller: { username: 'seller', password: PASSWORDS.seller },
        gate: { username: 'gate', password: PASSWORDS.gate },
        invited: { username: 'invited', password: invitation.oneTimePassword },
      }[role];
      valueOf(await page.api['session.signIn']({ username: credentials.username, password: credentials.password }));
      if (role === 'locked') valueOf(await page.api['session.lock']({}));
    },
  };
}
