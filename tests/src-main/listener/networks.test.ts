import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, test } from 'vitest';
import { chooseAddress } from '../../../src-main/listener/choose-address';
import { networkAddresses } from '../../../src-main/listener/networks';
import type { NetworkAddress } from '../../../src-shared/contract/listener';

const ipv4 = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '00:00:00:00:00:01',
  internal,
  cidr: `${address}/24`,
});
const ipv6: NetworkInterfaceInfo = { ...ipv4('fe80::1'), family: 'IPv6', scopeid: 2 };

describe('the addresses that phones can reach', () => {
  test('this computer itself, IPv6 and addresses for want of a network are left out', () => {
    const found = networkAddresses({
      lo: [ipv4('127.0.0.1', true)],
      wlan0: [ipv6, ipv4('192.168.1.20')],
      eth0: [ipv4('169.254.7.7')],
    });
    expect(found).toEqual([{ network: 'wlan0', address: '192.168.1.20', kind: 'wireless' }]);
  });

  test('an address for want of a network is better than none', () => {
    expect(networkAddresses({ eth0: [ipv4('169.254.7.7')] })).toEqual([
      { network: 'eth0', address: '169.254.7.7', kind: 'cable' },
    ]);
  });

  test.each([
    ['wlan0', '192.168.1.20', 'wireless'],
    ['wlp3s0', '192.168.1.20', 'wireless'],
    ['Wi-Fi', '192.168.1.20', 'wireless'],
    ['WLAN 2', '192.168.1.20', 'wireless'],
    ['en0', '192.168.1.20', 'wireless'],
    ['eth0', '192.168.1.20', 'cable'],
    ['enp0s31f6', '192.168.1.20', 'cable'],
    ['en5', '192.168.1.20', 'cable'],
    ['Ethernet', '192.168.1.20', 'cable'],
    ['Local Area Connection', '192.168.1.20', 'cable'],
    ['Local Area Connection* 10', '192.168.137.1', 'hotspot'],
    ['Local Area Connection* 2', '192.168.50.1', 'hotspot'],
    ['bridge100', '192.168.2.1', 'hotspot'],
    ['wlp3s0', '10.42.0.1', 'hotspot'],
    ['ap0', '192.168.12.1', 'hotspot'],
    ['docker0', '172.17.0.1', 'other'],
    ['vEthernet (WSL)', '172.30.0.1', 'other'],
    ['VMware Network Adapter VMnet8', '192.168.80.1', 'other'],
    ['VirtualBox Host-Only Ethernet Adapter', '192.168.56.1', 'other'],
    ['cni0', '10.42.0.1', 'other'],
    ['vEthernet (Default Switch)', '172.20.0.1', 'other'],
    ['utun3', '10.8.0.2', 'other'],
    ['tailscale0', '100.100.1.1', 'other'],
    ['Bluetooth Network Connection', '192.168.44.2', 'other'],
    ['rmnet7', '10.1.1.1', 'other'],
  ])('%s with %s is of the kind %s %s', (network, address, kind) => {
    expect(networkAddresses({ [network]: [ipv4(address)] })).toEqual([{ network, address, kind }]);
  });

  test('a hotspot comes first, then wireless, cable and others; private networks before public ones', () => {
    const found = networkAddresses({
      docker0: [ipv4('172.17.0.1')],
      eth1: [ipv4('81.2.69.160')],
      eth0: [ipv4('10.0.0.5')],
      wlan0: [ipv4('192.168.1.20')],
      ap0: [ipv4('192.168.12.1')],
    });
    expect(found.map(({ network }) => network)).toEqual(['ap0', 'wlan0', 'eth0', 'eth1', 'docker0']);
  });
});

describe('where to listen', () => {
  const wifi: NetworkAddress = { network: 'wlan0', address: '192.168.1.20', kind: 'wireless' };
  const cable: NetworkAddress = { network: 'eth0', address: '10.0.0.5', kind: 'cable' };
  const hotspot: NetworkAddress = { network: 'ap0', address: '10.42.0.1', kind: 'hotspot' };
  const choose = (wanted: Partial<Parameters<typeof chooseAddress>[0]>) =>
    chooseAddress({ networks: [], network: null, last: null, patient: true, ...wanted });

  test('without a wish, the network that phones most likely share', () => {
    expect(choose({ networks: [cable, wifi] })).toEqual({ ok: true, at: wifi });
    expect(choose({})).toEqual({ ok: false, failure: 'no-network' });
  });

  test('where phones are, even when a likelier network appears', () => {
    expect(choose({ networks: [cable, wifi, hotspot], last: cable })).toEqual({ ok: true, at: cable });
  });

  test('the same network at its new address rather than another network', () => {
    const moved = { ...cable, address: '10.0.0.9' };
    expect(choose({ networks: [moved, wifi], last: cable })).toEqual({ ok: true, at: moved });
  });

  test('a network that went away is waited for, then phones move to another', () => {
    expect(choose({ networks: [cable], last: wifi })).toEqual({ ok: false, failure: 'network-gone' });
    expect(choose({ networks: [cable], last: wifi, patient: false })).toEqual({ ok: true, at: cable });
    expect(choose({ last: wifi, patient: false })).toEqual({ ok: false, failure: 'no-network' });
  });

  test('a network that was chosen by name and nothing else', () => {
    expect(choose({ networks: [wifi, cable], network: 'eth0', last: wifi })).toEqual({ ok: true, at: cable });
    expect(choose({ networks: [wifi], network: 'eth0', patient: false })).toEqual({
      ok: false,
      failure: 'network-gone',
    });
  });

  test('of several addresses on a chosen network, the one where phones are', () => {
    const second = { ...cable, address: '10.0.0.6' };
    expect(choose({ networks: [cable, second], network: 'eth0', last: second })).toEqual({ ok: true, at: second });
  });
});
