import { useEffect, useRef, useState } from 'react';
import type { Refusal } from '../../src-shared/contract/operation';
import { fromInstant } from '../../src-shared/instant';
import type { InputOf, OutputOf } from '../api/operations';
import { useMutationOperation, useQueryOperation } from '../api/use-operation';
import { useCountdown } from '../ui/use-countdown';

export type WantedInvitation = InputOf<'devices.invite'>;

const EVERY_MS = 1_000;
const LIFETIME_S = 120;
/** An invitation that is over with no more than this left has run out; with more, something else has ended it. */
const RUN_OUT_S = 5;
/** A dialog that somebody forgot does not stay open to strangers for ever. */
const RENEWALS = 4;
/** A code for all phones is on show while they come, so the next one is there before it ends. */
const REJOIN_RENEWED_S = 15;
const REJOIN_RETRY_MS = 3_000;

/** What came of asking for one. */
interface Made {
  readonly round: Round;
  readonly origin: string;
  readonly invitation: OutputOf<'devices.invite'> | null;
  readonly refusal: Refusal | null;
  readonly seconds: number;
}
interface Round {
  /** How many in a row nobody has asked for. */
  readonly automatic: number;
}

export interface ShownInvitation {
  /** Null until the first one is there. */
  readonly invitation: OutputOf<'devices.invite'> | null;
  readonly secondsLeft: number;
  /** What has become of it; null until that is known. */
  readonly state: OutputOf<'devices.invitation'> | null;
  /** It was ended by something else than time, or has been renewed often enough by itself. Never one for all phones. */
  readonly isOver: boolean;
  readonly isMaking: boolean;
  /** Why there is none. */
  readonly refusal: Refusal | null;
  readonly renew: () => void;
  /** It has done its work, so that leaving does not take it back. */
  readonly finish: () => void;
}

/**
 * Makes an invitation, follows what becomes of it, makes a new one when it runs out, and takes it back when the page that
 * shows it goes away.
 * @param wanted the same object as long as the same is wanted
 * @param origin where phones reach the office; another one makes the code worthless, null allows none
 */
export function useInvitation(wanted: WantedInvitation, origin: string | null): ShownInvitation {
  const { run: invite } = useMutationOperation('devices.invite', { refresh: [] });
  const { run: cancel } = useMutationOperation('devices.cancelInvitation', { refresh: ['devices.list'] });
  const [round, setRound] = useState<Round>({ automatic: 0 });
  const [made, setMade] = useState<Made | null>(null);
  /** What to take back; the office itself ends an earlier one for the same phone. */
  const open = useRef<string | null>(null);

  useEffect(() => {
    if (origin === null) return undefined;
    let isCurrent = true;
    void invite(wanted).then((reply) => {
      const invitation = reply.ok ? reply.value : null;
      if (!isCurrent) {
        if (invitation) void cancel({ invitationId: invitation.invitationId });
        return;
      }
      open.current = invitation?.invitationId ?? null;
      const seconds = invitation ? secondsUntil(invitation.expiresAt) : 0;
      setMade({ round, origin, invitation, refusal: reply.ok ? null : reply, seconds });
    });
    return () => {
      isCurrent = false;
    };
  }, [invite, cancel, wanted, origin, round]);
  useEffect(
    () => () => {
      if (open.current !== null) void cancel({ invitationId: open.current });
      open.current = null;
    },
    [cancel],
  );

  const invitation = made?.invitation ?? null;
  const isMaking = made?.round !== round || made.origin !== origin;
  const { data, error } = useQueryOperation(
    'devices.invitation',
    { invitationId: invitation?.invitationId ?? '' },
    { refetchInterval: EVERY_MS, enabled: invitation !== null && !isMaking },
  );
  const secondsLeft = useCountdown(made?.seconds ?? 0, made);
  const isForAll = wanted.kind === 'rejoin';
  const isCurrent = invitation !== null && !isMaking;
  const isGone = isCurrent && (data?.state === 'over' || error?.refusal.code === 'not-found');
  const isDue = isForAll
    ? isCurrent && (isGone || secondsLeft <= REJOIN_RENEWED_S)
    : isGone && secondsLeft <= RUN_OUT_S && round.automatic < RENEWALS;
  if (isDue) setRound({ automatic: round.automatic + 1 });

  const refusal = isMaking ? null : made.refusal;
  useEffect(() => {
    if (!isForAll || refusal === null) return undefined;
    const timer = setTimeout(() => setRound({ automatic: 0 }), REJOIN_RETRY_MS);
    return () => clearTimeout(timer);
  }, [isForAll, refusal]);

  return {
    invitation,
    secondsLeft,
    state: isMaking ? null : (data ?? null),
    isOver: isGone && !isDue,
    isMaking,
    refusal,
    renew: () => setRound({ automatic: 0 }),
    finish: () => {
      open.current = null;
    },
  };
}

/** The clock of this page may differ from the office's by more than an invitation lasts. */
function secondsUntil(expiresAt: OutputOf<'devices.invite'>['expiresAt']): number {
  const seconds = Math.round((fromInstant(expiresAt) - Date.now()) / 1_000);
  return seconds > 0 && seconds <= LIFETIME_S ? seconds : LIFETIME_S;
}
