import { useState } from 'react';
import { useQueryOperation } from '../api/use-operation';
import { type Device, type Link, linkOf, observe, type Sightings } from './link-state';

const EVERY_MS = 2_000;

/** A phone and how it is reached just now. */
export interface Phone {
  readonly device: Device;
  readonly link: Link;
  /** How long its page has been silent; null when it has not been seen since the office was opened. */
  readonly silentMs: number | null;
}

/** Whether phones can reach this computer; asked again all the time. */
export function useListener() {
  return useQueryOperation('listener.status', {}, { refetchInterval: EVERY_MS });
}

/** Every phone, those in use first; asked again all the time. */
export function usePhones() {
  const { data, dataUpdatedAt, error } = useQueryOperation('devices.list', {}, { refetchInterval: EVERY_MS });
  const [seen, setSeen] = useState<{ readonly at: number; readonly sightings: Sightings }>({ at: 0, sightings: {} });
  if (data && dataUpdatedAt !== seen.at) {
    setSeen({ at: dataUpdatedAt, sightings: observe(seen.sightings, data, dataUpdatedAt) });
  }
  const phones = data?.map((device): Phone => {
    const since = seen.sightings[device.deviceId]?.since ?? null;
    const silentMs = since === null ? null : Math.max(0, dataUpdatedAt - since);
    return { device, link: linkOf(device, silentMs), silentMs };
  });
  return { phones, error };
}
