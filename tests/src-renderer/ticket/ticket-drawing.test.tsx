import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { render } from '@testing-library/react';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Decoder } from '../../../src-renderer/scanner/decoders/decoder';
import { createZxingJsDecoder } from '../../../src-renderer/scanner/decoders/zxing-js';
import { createZxingWasmDecoder } from '../../../src-renderer/scanner/decoders/zxing-wasm';
import { fitText, textWidth } from '../../../src-renderer/ticket/fit-text';
import { QUIET_ZONE } from '../../../src-renderer/ticket/qr-modules';
import { ticketFileName } from '../../../src-renderer/ticket/save-file';
import { TicketDrawing } from '../../../src-renderer/ticket/ticket-drawing';
import type { TicketFacts } from '../../../src-renderer/ticket/ticket-facts';
import type { PaperFormat } from '../../../src-shared/contract/office';
import { PAPER_SIZES } from '../../../src-shared/paper';
import { PASS_CODE } from '../../support/desk-passes';

const FACTS: TicketFacts = {
  eventName: 'Garba Night',
  venue: 'Town Hall',
  day: 'Saturday, 28 November 2026',
  timing: '7:00 PM - 11:00 PM',
  holders: ['Asha Patel', 'Ravi Patel'],
  passType: 'Couple',
  admits: 'Admits 2 people',
  payment: '₹999 · Cash',
  reference: 'Pass 7KQ2 9F3D',
  notice: 'Admits once.',
  code: PASS_CODE,
};
const PAPERS: readonly PaperFormat[] = ['A4', 'A6', 'roll80'];
/** The payload of the earlier web application, the longest there is. */
const seedCode = (id: string) => btoa(JSON.stringify({ id, sig: 'a1'.repeat(32) }));

function draw(paper: PaperFormat, change: Partial<TicketFacts> = {}): SVGSVGElement {
  const { container } = render(<TicketDrawing facts={{ ...FACTS, ...change }} paper={paper} label="Pass" />);
  return container.querySelector('svg') as SVGSVGElement;
}

/** The QR code as a camera would see it: every rectangle of its path filled, around it the white that is drawn there. */
function rasterise(svg: SVGSVGElement, pixels = 6): ImageData {
  const path = svg.querySelector('[data-qr]') as SVGPathElement;
  const side = (Number(path.dataset['qr']) + 2 * QUIET_ZONE) * pixels;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, length] of (path.getAttribute('d') ?? '').matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    const left = (Number(x) + QUIET_ZONE) * pixels;
    const top = (Number(y) + QUIET_ZONE) * pixels;
    for (let row = top; row < top + pixels; row += 1) {
      const start = (row * side + left) * 4;
      for (let byte = start; byte < start + Number(length) * pixels * 4; byte += 4) data.fill(0, byte, byte + 3);
    }
  }
  return { data, width: side, height: side, colorSpace: 'srgb' } as ImageData;
}

const decoders: Decoder[] = [];
beforeAll(async () => {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  decoders.push(createZxingJsDecoder(), await createZxingWasmDecoder(new Uint8Array(wasm).buffer));
});

describe.each(PAPERS)('a pass on %s', (paper) => {
  test.each([
    ['of this box office', PASS_CODE],
    ['of the earlier web application', seedCode('0190b6a0-7c1e-7d3a-9f4e-5b6c7d8e9f00')],
    ['of it that zxing-js reads in no other size', seedCode('fbdb3c5e-8501-46e6-9f46-4bf49fd02d25')],
  ])('carries a code %s that is read back from its pixels', async (_whose, code) => {
    const picture = rasterise(draw(paper, { code }));
    for (const decoder of decoders) expect(await decoder.decode(picture), decoder.name).toBe(code);
  });

  test('is exactly as large as the paper, with the code and its white border inside', () => {
    const svg = draw(paper);
    const { width, height } = PAPER_SIZES[paper];
    expect([svg.getAttribute('width'), svg.getAttribute('height')]).toEqual([`${width}mm`, `${height}mm`]);
    const frame = svg.querySelector('[data-qr]')?.parentElement?.getAttribute('transform') ?? '';
    const [x, y, scale] = (/^translate\((\S+) (\S+)\) scale\((\S+)\)/.exec(frame) ?? []).slice(1).map(Number) as [
      number,
      number,
      number,
    ];
    const side = scale * (Number(svg.querySelector<SVGElement>('[data-qr]')?.dataset['qr']) + 2 * QUIET_ZONE);
    expect(x).toBeGreaterThan(0);
    expect(x + side).toBeLessThan(width);
    expect(y + side).toBeLessThan(height);
    // Below half a millimetre a module is lost on thermal paper.
    expect(scale).toBeGreaterThan(0.5);
  });

  test.each([
    ['long', 'Venkatanarasimharajuvaripeta Subrahmanyam Anantapadmanabhan-Wickramasinghe the Younger of Kanchipuram'],
    ['Devanagari', 'राजाधिराज श्रीमंत यशवंतराव चव्हाण देशमुख पाटील कुलकर्णी जोशी देशपांडे'],
    ['Tamil', 'தமிழ்ச்செல்வி சுப்பிரமணியம் கிருஷ்ணமூர்த்தி வேங்கடராமன் ஐயங்கார்'],
    ['Arabic', 'عبد الرحمن بن محمد بن عبد الله بن سليمان آل الشيخ الحسيني الهاشمي'],
    ['Chinese', '歐陽震華司馬相如諸葛孔明上官婉兒皇甫嵩夏侯惇慕容復獨孤求敗'],
  ])('keeps names on the sheet: %s', (_script, name) => {
    const svg = draw(paper, { holders: [name, name], eventName: name, venue: name, timing: name, passType: name });
    for (const text of svg.querySelectorAll('text')) {
      const size = Number(text.getAttribute('font-size'));
      const width = textWidth(text.textContent ?? '') * size;
      const x = Number(text.getAttribute('x'));
      const left = text.getAttribute('text-anchor') === 'middle' ? x - width / 2 : x;
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + width).toBeLessThanOrEqual(PAPER_SIZES[paper].width);
      expect(size).toBeGreaterThanOrEqual(2);
    }
  });
});

test.each([
  // Measured in Noto Sans, in ems.
  ['Asha Patel', 5.15],
  ['WILLIAM MOMMSEN', 10.5],
  ['प्रियंका चोपड़ा', 5.3],
  ['தமிழ்ச்செல்வி சுப்பிரமணியம்', 17.6],
  ['മോഹൻലാൽ വിശ്വനാഥൻ', 13.2],
  ['محمد عبد الرحمن', 6.8],
])('the width of %s is not underestimated', (text, measured) => {
  expect(textWidth(text)).toBeGreaterThan(measured);
});

test('a text is made smaller before it is cut, and never cut inside a letter', () => {
  expect(fitText('Asha', 100, 8, 4)).toEqual({ text: 'Asha', size: 8 });
  const smaller = fitText('Asha Patel', 40, 8, 4);
  expect(smaller.text).toBe('Asha Patel');
  expect(smaller.size).toBeLessThan(8);
  const cut = fitText('क्षि'.repeat(40), 40, 8, 4);
  expect(cut.size).toBe(4);
  expect(cut.text).toMatch(/^(क्षि)+…$/u);
});

test('a file is named after the event, the holder and the pass, in characters that every system takes', () => {
  const facts = { ...FACTS, eventName: 'Garba: Night/26', holders: ['..अनुष्का "A" <b>'] };
  expect(ticketFileName(facts, '01a20625-c81b-778a-8b2a-9db73215481a', 'pdf')).toBe(
    'Garba Night 26 - अनुष्का A b - 3215481A.pdf',
  );
});
