import { expect, test } from 'vitest';
import { hostOf, localNameOf, namesOf } from '../../../src-main/listener/gate-names';
import { toInstant } from '../../../src-shared/instant';

const certificate = (kind: 'own' | 'imported', names: readonly string[]) => ({
  kind,
  names: [...names],
  validFrom: toInstant(0),
  validUntil: toInstant(1),
  fingerprint: '',
});

test.each([
  ['till', 'till.local'],
  ['Till-2.example.org', 'till-2.local'],
  ['TILL.local', 'till.local'],
  ['box_office', null],
  ['kassé', null],
  ['-till', null],
  ['', null],
])('the computer %s is found as %s', (hostname, name) => {
  expect(localNameOf(hostname)).toBe(name);
});

test('with a certificate of our own phones open the address, and may also use the name of the computer', () => {
  const place = { address: '10.0.0.5', localName: 'till.local', certificate: certificate('own', ['192.168.2.1']) };
  expect(hostOf(place)).toBe('10.0.0.5');
  expect(namesOf(place)).toEqual(['10.0.0.5', 'till.local']);
  expect(namesOf({ ...place, localName: null })).toEqual(['10.0.0.5']);
});

test('with a certificate of the venue phones open the name that it is good for', () => {
  const place = {
    address: '10.0.0.5',
    localName: 'till.local',
    certificate: certificate('imported', ['Gate.Venue.org']),
  };
  expect(hostOf(place)).toBe('gate.venue.org');
  expect(namesOf(place)).toEqual(['10.0.0.5', 'till.local', 'gate.venue.org']);
});

test('a certificate of the venue for this address needs no name', () => {
  const names = ['gate.venue.org', '10.0.0.5'];
  expect(hostOf({ address: '10.0.0.5', localName: null, certificate: certificate('imported', names) })).toBe(
    '10.0.0.5',
  );
});

test('a certificate for every name of a domain is used under the name that the computer would have there', () => {
  const place = { address: '10.0.0.5', localName: 'till.local', certificate: certificate('imported', ['*.venue.org']) };
  expect(hostOf(place)).toBe('till.venue.org');
  expect(namesOf({ ...place, localName: null })).toEqual(['10.0.0.5']);
  expect(hostOf({ ...place, localName: null })).toBe('10.0.0.5');
});
