import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pass } from '../../src-shared/contract/passes';
import { useFormat } from '../format/use-format';
import { useShownName } from '../format/use-shown-name';
import { useOffice } from '../session/office';
import { shortReference, type TicketFacts } from './ticket-facts';

/** What stands on a pass, in the reader's language. Null while there is nothing to sign the code with. */
export function useTicketFacts(pass: Pass, code: string | null): TicketFacts | null {
  const { t } = useTranslation('passes');
  const { t: common } = useTranslation();
  const { event } = useOffice();
  const format = useFormat();
  const shownName = useShownName();
  return useMemo(() => {
    if (code === null || !event) return null;
    return {
      eventName: event.name,
      venue: event.venue,
      day: format.day(event.date),
      timing: pass.timing,
      holders: pass.name2 === null ? [shownName(pass.name1)] : [pass.name1, pass.name2],
      passType: pass.passTypeLabel,
      admits: t('pass.admits', { count: pass.admits }),
      payment: `${format.money(pass.amount)} · ${common(`paymentModes.${pass.paymentMode}`)}`,
      reference: t('pass.reference', { reference: shortReference(pass.passId) }),
      notice: t('pass.notice'),
      code,
    };
  }, [pass, code, event, format, shownName, t, common]);
}
