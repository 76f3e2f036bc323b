import type { CallerRole } from '../../src-shared/contract/operation';
import { ADMINISTRATOR, connection, openReadyOffice, valueOf } from './box-office';
import { apply, inviteTo, pair } from './phones';
import type { Page } from './transports';

const PASSWORDS = { seller: 'marble otter violin quartz', gate: 'copper lantern meadow fjord' };

type PhoneRole = Extract<CallerRole, 'applicant' | 'device' | 'paused' | 'revoked'>;

/** An office with a person for each role, who can sign in at any page of a desk, and with phones for the other roles. */
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

  async function bringPhone(page: Page, role: PhoneRole): Promise<void> {
    const name = `Gate ${crypto.randomUUID()}`.slice(0, 40);
    if (role === 'applicant') {
      await apply(page, (await inviteTo(office, { name })).token);
      return;
    }
    const person = { username: `person-${name.slice(5, 13)}`, displayName: name, role: 'gate' } as const;
    if (role === 'paused') valueOf(await api['staff.invite'](person));
    const { deviceId } = await pair(
      office,
      page,
      role === 'paused' ? { name, responsible: person.username } : { name },
    );
    if (role === 'paused') valueOf(await api['staff.update']({ ...person, disabled: true }));
    if (role === 'revoked') valueOf(await api['devices.revoke']({ deviceId }));
  }

  return {
    ...office,
    /** For whoever signs in by a form. */
    credentialsOf: (role: 'seller' | 'gate') => ({ username: role, password: PASSWORDS[role] }),
    /**
     * Brings a page into the state of a role: a page of a desk for people, one of the gate for phones. An office that
     * is set up has no rescuer.
     */
    async signIn(page: Page, role: Exclude<CallerRole, 'rescuer'>): Promise<void> {
      if (role === 'visitor') return;
      if (role === 'applicant' || role === 'device' || role === 'paused' || role === 'revoked') {
        await bringPhone(page, role);
        return;
      }
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
