import { deleteDB, openDB } from 'idb';
import { openCamera } from '../../scanner/camera';
import { type ChosenDecoder, chooseDecoder } from '../../scanner/decoders/choose-decoder';
import type { GateLink } from '../gate-link';
import { errorName, type Finding, finding, median, within } from './finding';
import { drawTestCode, TEST_TEXT } from './test-code';

/** Milliseconds. Whoever holds the phone has to find the question about the camera first. */
const CAMERA_PATIENCE_MS = 45_000;
const STORAGE_PATIENCE_MS = 3_000;
const READS = 5;

export function checkSecureContext(): Finding {
  return finding(window.isSecureContext ? 'passed' : 'failed');
}

/** A phone that the office recognises has kept its cookie; for any other one, a cookie of the same kind is tried. */
export function checkCookie({ state }: Pick<GateLink, 'state'>): Finding {
  const known = state().status?.state;
  if (known === 'device' || known === 'applicant' || known === 'paused') return finding('passed');
  const cookie = '__Host-epass-test=1; Path=/; Secure; SameSite=Strict';
  document.cookie = cookie;
  const isKept = document.cookie.includes('__Host-epass-test=1');
  document.cookie = `${cookie}; Max-Age=0`;
  return finding(isKept ? 'passed' : 'failed');
}

export async function checkCamera(devices = navigator.mediaDevices as MediaDevices | undefined): Promise<Finding> {
  if (!window.isSecureContext || !devices) return finding('absent');
  const began = performance.now();
  try {
    const opened = await within(CAMERA_PATIENCE_MS, openCamera(devices, null));
    if (!opened.ok) return finding('failed', opened.problem);
    const { width, height } = opened.track.getSettings();
    for (const track of opened.stream.getTracks()) track.stop();
    return finding('passed', width && height ? `${width}×${height}` : '', performance.now() - began);
  } catch (error) {
    return finding('failed', errorName(error));
  }
}

/** Reads a code that the page draws by itself, several times: the first time also loads the decoder. */
export async function checkDecoder(decoder: ChosenDecoder = chooseDecoder()): Promise<Finding> {
  try {
    const frame = drawTestCode();
    if ((await decoder.decode(frame)) !== TEST_TEXT) return finding('failed', decoder.name ?? '');
    const times: number[] = [];
    for (let turn = 0; turn < READS; turn++) {
      const began = performance.now();
      await decoder.decode(frame);
      times.push(performance.now() - began);
    }
    return finding('passed', decoder.name ?? '', median(times));
  } catch (error) {
    return finding('failed', errorName(error));
  }
}

/** Writes and reads as the scanner does with what it records. */
export async function checkStorage(): Promise<Finding> {
  if (!('indexedDB' in globalThis)) return finding('absent');
  const name = 'epass-self-test';
  const began = performance.now();
  try {
    const database = await within(
      STORAGE_PATIENCE_MS,
      openDB(name, 1, { upgrade: (fresh) => void fresh.createObjectStore('test') }),
    );
    await within(STORAGE_PATIENCE_MS, database.put('test', TEST_TEXT, 'key'));
    const kept: unknown = await within(STORAGE_PATIENCE_MS, database.get('test', 'key'));
    database.close();
    const measuredMs = performance.now() - began;
    await within(STORAGE_PATIENCE_MS, deleteDB(name)).catch(() => undefined);
    return finding(kept === TEST_TEXT ? 'passed' : 'failed', '', measuredMs);
  } catch (error) {
    return finding('failed', errorName(error));
  }
}

export async function checkWakeLock(): Promise<Finding> {
  const wakeLock: WakeLock | undefined = navigator.wakeLock;
  if (!wakeLock) return finding('absent');
  try {
    const lock = await within(3_000, wakeLock.request('screen'));
    await lock.release();
    return finding('passed');
  } catch (error) {
    return finding('failed', errorName(error));
  }
}

/** @param audio made in the tap that began the test, since browsers allow sound only then; null where there is none */
export async function checkSound(audio: AudioContext | null): Promise<Finding> {
  if (!audio) return finding('absent');
  try {
    await within(1_500, audio.resume());
    if (audio.state !== 'running') return finding('failed', audio.state);
    for (const [turn, frequency] of [784, 1175].entries()) {
      const note = new OscillatorNode(audio, { type: 'triangle', frequency });
      note.connect(new GainNode(audio, { gain: 0.4 })).connect(audio.destination);
      note.start(audio.currentTime + turn * 0.15);
      note.stop(audio.currentTime + turn * 0.15 + 0.14);
    }
    return finding('passed');
  } catch (error) {
    return finding('failed', errorName(error));
  }
}

export function checkVibration(): Finding {
  if (!('vibrate' in navigator)) return finding('absent');
  return finding(navigator.vibrate([80, 60, 160]) ? 'passed' : 'failed');
}
