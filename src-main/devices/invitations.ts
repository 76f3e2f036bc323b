import { randomUUID } from 'node:crypto';
import { ExpectedError } from '../expected-error';
import { hashOf, makeCheck, makeDeviceToken, makeInvitationToken, rejoinKeyOf } from './tokens';

const MINUTE = 60_000;
/** How long a code can be opened. */
const OPEN_FOR = 2 * MINUTE;
/** How long a phone waits to be accepted. */
const WAITS_FOR = 10 * MINUTE;
/** How long it can be asked how an invitation ended. */
const KEPT_FOR = 60 * MINUTE;

/** What an invitation is to. */
export type Offer =
  | { readonly kind: 'add'; readonly name: string; readonly responsible: string }
  | { readonly kind: 'return'; readonly deviceId: string }
  | { readonly kind: 'rejoin' };

/** A phone that opened an invitation and waits to be accepted. */
export interface Applicant {
  readonly tokenHash: string;
  readonly rejoinHash: string;
  readonly platform: string;
  /** Milliseconds since 1970. */
  readonly joinedAt: number;
  readonly check: string;
}

export interface Invitation {
  readonly invitationId: string;
  readonly offer: Offer;
  /** Where its code leads. */
  readonly origin: string;
  readonly tokenHash: string;
  /** Milliseconds since 1970: until when it is open. */
  readonly expiresAt: number;
  readonly ended: boolean;
  readonly applicant: Applicant | null;
  /** The device that its applicant has become. */
  readonly acceptedAs: string | null;
  /** Devices that came over, in their order. Only of `rejoin`. */
  readonly returned: readonly string[];
}

export type Invitations = ReturnType<typeof createInvitations>;

/**
 * Invitations to phones, in this process only. Every change is made at once, without waiting for anything in between, so
 * that of many phones that open one invitation together exactly one gets it.
 */
export function createInvitations(now: () => number) {
  const invitations = new Map<string, Invitation>();

  function put(invitation: Invitation): Invitation {
    invitations.set(invitation.invitationId, invitation);
    return invitation;
  }

  function find(matches: (invitation: Invitation) => boolean): Invitation | null {
    return [...invitations.values()].find(matches) ?? null;
  }

  /** @throws ExpectedError `not-found` */
  function get(invitationId: string): Invitation {
    const invitation = invitations.get(invitationId);
    if (!invitation) throw new ExpectedError('not-found');
    return invitation;
  }

  function stateOf({ applicant, acceptedAs, ended, expiresAt }: Invitation): 'open' | 'joined' | 'accepted' | 'over' {
    if (acceptedAs !== null) return 'accepted';
    if (ended || now() >= (applicant ? applicant.joinedAt + WAITS_FOR : expiresAt)) return 'over';
    return applicant ? 'joined' : 'open';
  }

  function end(invitation: Invitation): void {
    put({ ...invitation, ended: true });
  }

  /** Phones that were accepted are not turned away by whatever ends an invitation. */
  function endOthersFor(offer: Offer): void {
    for (const invitation of invitations.values()) {
      if (slotOf(invitation.offer) === slotOf(offer)) end(invitation);
    }
  }

  function forgetOld(): void {
    for (const [id, { expiresAt }] of invitations) if (now() >= expiresAt + KEPT_FOR) invitations.delete(id);
  }

  return {
    get,
    stateOf,
    end,

    /** @returns the token, which is kept nowhere, and the invitation */
    open(offer: Offer, origin: string): { readonly token: string; readonly invitation: Invitation } {
      forgetOld();
      if (offer.kind !== 'rejoin') endOthersFor(offer);
      const token = makeInvitationToken();
      const invitation = put({
        invitationId: randomUUID(),
        offer,
        origin,
        tokenHash: hashOf(token),
        expiresAt: now() + OPEN_FOR,
        ended: false,
        applicant: null,
        acceptedAs: null,
        returned: [],
      });
      return { token, invitation };
    },

    /** @throws ExpectedError `invitation-over` unless it is open */
    ofToken(token: string): Invitation {
      const tokenHash = hashOf(token);
      const invitation = find((one) => one.tokenHash === tokenHash);
      if (!invitation || stateOf(invitation) !== 'open') throw new ExpectedError('invitation-over');
      return invitation;
    },

    /** @returns what the phone that now waits keeps in its cookie */
    join(invitation: Invitation, platform: string): { readonly token: string; readonly applicant: Applicant } {
      const token = makeDeviceToken();
      const applicant = {
        tokenHash: hashOf(token),
        rejoinHash: hashOf(rejoinKeyOf(token)),
        platform,
        joinedAt: now(),
        check: makeCheck(),
      };
      put({ ...invitation, applicant });
      return { token, applicant };
    },

    accept: (invitationId: string, deviceId: string): void => void put({ ...get(invitationId), acceptedAs: deviceId }),

    return: (invitationId: string, deviceId: string): void => {
      const invitation = get(invitationId);
      put({ ...invitation, returned: [...new Set([...invitation.returned, deviceId])] });
    },

    /** The invitation by which a phone waits or has waited. */
    ofApplicant: (tokenHash: string): Invitation | null => find((one) => one.applicant?.tokenHash === tokenHash),
  };
}

/** Two codes for one phone would both let somebody in. Phones that come over bring a key of their own. */
function slotOf(offer: Offer): string {
  if (offer.kind === 'add') return `add ${offer.name.toLowerCase()}`;
  return offer.kind === 'return' ? `return ${offer.deviceId}` : 'rejoin';
}
