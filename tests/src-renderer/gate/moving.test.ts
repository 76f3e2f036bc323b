import { describe, expect, test } from 'vitest';
import { parseArrival, parseJoinUrl, toMovingUrl } from '../../../src-renderer/gate/moving';

const TOKEN = 'aZ09_-aZ09_-aZ09_-aZ09';
const KEY = 'k'.repeat(22);

describe('a join code', () => {
  test.each([
    ['192.168.1.7:8443'],
    ['10.0.0.1:8443'],
    ['172.16.0.9:9000'],
    ['169.254.3.3:8443'],
    ['127.0.0.1:8443'],
    ['box-office.local:8443'],
    ['gate.venue.example:8443'],
  ])('of %s is recognised', (host) => {
    const url = `https://${host}/p#${TOKEN}`;
    expect(parseJoinUrl(url, 'gate.venue.example')).toEqual({ url, host });
  });

  test.each([
    ['a pass', 'EP1.K7.0123456789ABCDEFGHJKMNPQRS.0123456789ABCDEFGHJKMNPQRS'],
    ['text that begins like one', 'https://'],
    ['an address without protection', `http://192.168.1.7:8443/p#${TOKEN}`],
    ['another page of the desk', `https://192.168.1.7:8443/gate#${TOKEN}`],
    ['no token', 'https://192.168.1.7:8443/p'],
    ['half a token', 'https://192.168.1.7:8443/p#abc'],
    ['a token and something else', `https://192.168.1.7:8443/p#${TOKEN}&k=${KEY}`],
    ['a question behind the path', `https://192.168.1.7:8443/p?a=1#${TOKEN}`],
    ['a person before the host', `https://desk:secret@192.168.1.7:8443/p#${TOKEN}`],
    ['an address of the internet', `https://8.8.8.8:8443/p#${TOKEN}`],
    ['an address that only begins like one of a house', `https://192.168.1.7.evil.example/p#${TOKEN}`],
    ['a name of the internet', `https://evil.example/p#${TOKEN}`],
    ['a name of the internet that ends like a local one', `https://desk.evil.local.example/p#${TOKEN}`],
    ['a private range that is none', `https://172.32.0.1:8443/p#${TOKEN}`],
  ])('is not %s', (_case, text) => {
    expect(parseJoinUrl(text, 'gate.venue.example')).toBeNull();
  });
});

describe('moving', () => {
  const join = { url: `https://192.168.1.7:8443/p#${TOKEN}`, host: '192.168.1.7:8443' };

  test('takes the key and what was recorded along, and finds all of it on arrival', () => {
    const recorded = [['0190f0a0-0000-7000-8000-000000000001', 'EP1.ÄÖ—𝄞', 1_790_000_000_000, 'recorded']];
    const url = toMovingUrl(join, KEY, recorded);
    expect(url.startsWith(`${join.url}&k=${KEY}&q=`)).toBe(true);
    expect(url).toMatch(/^[\w\-.:/#&=]+$/);
    expect(parseArrival(new URL(url).hash)).toEqual({ token: TOKEN, rejoinKey: KEY, recorded });
  });

  test('with five hundred recorded scans loses none of them', () => {
    const recorded = Array.from({ length: 500 }, (_, index) => [`scan-${index}`, 'EP1.'.padEnd(90, 'X'), index]);
    expect(parseArrival(new URL(toMovingUrl(join, KEY, recorded)).hash)?.recorded).toEqual(recorded);
  });

  test('of a phone with nothing recorded takes the key alone', () => {
    expect(toMovingUrl(join, KEY, [])).toBe(`${join.url}&k=${KEY}`);
  });

  test('without a key hands nothing over', () => {
    expect(toMovingUrl(join, null, [['a']])).toBe(join.url);
    expect(parseArrival(`#${TOKEN}&q=W10`)).toEqual({ token: TOKEN, rejoinKey: null, recorded: null });
  });

  test.each([['#'], [''], ['#abc'], [`#k=${KEY}`], [`#${TOKEN}x`]])('%s is no invitation', (hash) => {
    expect(parseArrival(hash)).toBeNull();
  });

  test.each([['!!'], ['W10x'], ['bnVsbA'], ['']])('what was cut off on the way (%s) costs the rest nothing', (q) => {
    expect(parseArrival(`#${TOKEN}&k=${KEY}&q=${q}`)).toEqual({ token: TOKEN, rejoinKey: KEY, recorded: null });
  });
});
