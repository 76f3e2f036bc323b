import type { MachineListener } from '../machine/machine-store';
import type { Settings } from '../settings/settings';
import type { Signing } from '../signing/signing';
import type { ReportParts } from './report';

interface Facts {
  readonly settings: Pick<Settings, 'eventOrNull' | 'office'>;
  readonly machine: Pick<MachineListener, 'listener'>;
  readonly signing: Pick<Signing, 'state' | 'protection'>;
}

/** What is set, without what the event is called and where it is. */
export function settingsForReport({ settings, machine, signing }: Facts): ReportParts['settings'] {
  const event = settings.eventOrNull();
  const { codeFormat, idleMinutes } = settings.office();
  const { on, network, port, certificate, desks } = machine.listener();
  return {
    country: event?.country ?? null,
    currency: event?.currency.code ?? null,
    timeZone: event?.timeZone ?? null,
    codeFormat,
    idleMinutes,
    keys: signing.state(),
    keyProtection: signing.protection(),
    phones: on,
    network: network === null ? 'any' : 'chosen',
    port,
    certificate,
    desks,
  };
}
