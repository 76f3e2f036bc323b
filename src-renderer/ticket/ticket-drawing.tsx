import { useMemo } from 'react';
import type { PaperFormat } from '../../src-shared/contract/office';
import { PAPER_SIZES } from '../../src-shared/paper';
import { fitText } from './fit-text';
import { drawQr, QUIET_ZONE } from './qr-modules';
import type { TicketFacts } from './ticket-facts';

/** Where a pass is drawn on its sheet, in millimetres. On A4 it is a strip at the top to cut off. */
const PLACES: Readonly<Record<PaperFormat, { readonly margin: number; readonly width: number; readonly qr: number }>> =
  {
    A4: { margin: 15, width: 180, qr: 62 },
    A6: { margin: 6, width: 93, qr: 52 },
    roll80: { margin: 4, width: 72, qr: 50 },
  };

const INK = '#111111';
const FAINT = '#555555';
const FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', Arial, sans-serif";

interface TicketDrawingProps {
  readonly facts: TicketFacts;
  readonly paper: PaperFormat;
  /** What a screen reader says in place of the picture. */
  readonly label: string;
}

/**
 * The one drawing of a pass, in millimetres: on screen, on paper, as PNG and as PDF. Black on white whatever the theme,
 * and only attributes, because the drawing also stands alone as a file.
 */
export function TicketDrawing({ facts, paper, label }: TicketDrawingProps) {
  const { width, height } = PAPER_SIZES[paper];
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={`${width}mm`}
      height={`${height}mm`}
      role="img"
      aria-label={label}
      fontFamily={FONT}
    >
      <rect width={width} height={height} fill="#ffffff" />
      {paper === 'A4' ? <Strip facts={facts} /> : <Slip facts={facts} paper={paper} />}
    </svg>
  );
}

/** Side by side, with a line to cut along: a sheet of office paper is wider than it needs to be. */
function Strip({ facts }: { readonly facts: TicketFacts }) {
  const { margin, width, qr } = PLACES.A4;
  const counterfoil = margin + width - qr - 8;
  const text = counterfoil - margin - 12;
  const bottom = 105;
  return (
    <>
      <Frame x={margin} y={margin} width={width} height={bottom - margin} band={17} />
      <Band facts={facts} x={margin + 6} y={margin} width={width - 12} height={17} largest={8} />
      <Line x={margin + 6} y={42} width={text} largest={5} smallest={3.4} words={facts.venue} />
      <Line x={margin + 6} y={50} width={text} largest={5.5} smallest={3.4} words={facts.day} bold />
      <Line x={margin + 6} y={57} width={text} largest={5.5} smallest={3.4} words={facts.timing} bold />
      <Holders facts={facts} x={margin + 6} y={71} width={text} largest={8.5} step={9} />
      <Line
        x={margin + 6}
        y={91.5}
        width={text}
        largest={5.5}
        smallest={3.4}
        words={`${facts.passType} · ${facts.admits}`}
        bold
      />
      <Line x={margin + 6} y={98.5} width={text} largest={4.4} smallest={3} words={facts.payment} />
      <Perforation x1={counterfoil - 2} y1={margin + 17} x2={counterfoil - 2} y2={bottom} />
      <Qr code={facts.code} x={counterfoil + 4} y={35} width={qr} />
      <Line
        x={counterfoil + 4 + qr / 2}
        y={100.5}
        width={qr}
        largest={4}
        smallest={2.5}
        words={facts.reference}
        middle
      />
      <Perforation x1={0} y1={bottom + 10} x2={PAPER_SIZES.A4.width} y2={bottom + 10} />
      <Line x={margin} y={bottom + 6.5} width={width} largest={3.2} smallest={2.5} words={facts.notice} faint />
    </>
  );
}

/** One under the other, for small sheets and rolls. */
function Slip({ facts, paper }: { readonly facts: TicketFacts; readonly paper: 'A6' | 'roll80' }) {
  const { margin, width, qr } = PLACES[paper];
  const { height } = PAPER_SIZES[paper];
  const middle = margin + width / 2;
  const text = width - 8;
  return (
    <>
      <Frame x={margin} y={margin} width={width} height={height - 2 * margin} band={16} />
      <Band facts={facts} x={margin + 4} y={margin} width={text} height={16} largest={6.5} />
      <Line x={middle} y={margin + 22.5} width={text} largest={3.8} smallest={2.6} words={facts.venue} middle />
      <Line x={middle} y={margin + 28.5} width={text} largest={4} smallest={2.6} words={facts.day} middle bold />
      <Line x={middle} y={margin + 34} width={text} largest={4} smallest={2.6} words={facts.timing} middle bold />
      <Qr code={facts.code} x={middle - qr / 2} y={margin + 36} width={qr} />
      <Line
        x={middle}
        y={margin + 36 + qr + 2}
        width={text}
        largest={3.4}
        smallest={2.4}
        words={facts.reference}
        middle
      />
      <Perforation x1={margin} y1={margin + 41 + qr} x2={margin + width} y2={margin + 41 + qr} />
      <Holders facts={facts} x={middle} y={margin + 49 + qr} width={text} largest={6} step={6.8} middle />
      <Line
        x={middle}
        y={height - margin - 19}
        width={text}
        largest={5}
        smallest={3}
        words={`${facts.passType} · ${facts.admits}`}
        middle
        bold
      />
      <Line
        x={middle}
        y={height - margin - 12.5}
        width={text}
        largest={3.6}
        smallest={2.6}
        words={facts.payment}
        middle
      />
      <Line
        x={middle}
        y={height - margin - 4.5}
        width={text}
        largest={2.8}
        smallest={2}
        words={facts.notice}
        middle
        faint
      />
    </>
  );
}

interface BoxProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function Frame({ x, y, width, height, band }: BoxProps & { readonly band: number }) {
  return (
    <>
      <rect x={x} y={y} width={width} height={height} rx={4} fill="#ffffff" stroke={INK} strokeWidth={0.5} />
      <path d={`M${x} ${y + band}v${4 - band}a4 4 0 0 1 4-4h${width - 8}a4 4 0 0 1 4 4v${band - 4}z`} fill={INK} />
    </>
  );
}

function Band({
  facts,
  x,
  y,
  width,
  height,
  largest,
}: BoxProps & { readonly facts: TicketFacts; readonly largest: number }) {
  const { text, size } = fitText(facts.eventName, width, largest, 3.4);
  return (
    <text
      x={x + width / 2}
      y={y + height / 2 + size * 0.35}
      fontSize={size}
      fontWeight={700}
      fill="#ffffff"
      textAnchor="middle"
    >
      {text}
    </text>
  );
}

interface LineProps {
  readonly x: number;
  /** The base line. */
  readonly y: number;
  readonly width: number;
  readonly largest: number;
  readonly smallest: number;
  readonly words: string;
  readonly bold?: boolean;
  readonly faint?: boolean;
  /** `x` is the middle, not the left edge. */
  readonly middle?: boolean;
}

function Line({ x, y, width, largest, smallest, words, bold, faint, middle }: LineProps) {
  const { text, size } = fitText(words, bold ? width / 1.06 : width, largest, smallest);
  return (
    <text
      x={x}
      y={y}
      fontSize={size}
      fontWeight={bold ? 700 : 400}
      fill={faint ? FAINT : INK}
      textAnchor={middle ? 'middle' : 'start'}
    >
      {text}
    </text>
  );
}

interface HoldersProps {
  readonly facts: TicketFacts;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly largest: number;
  /** From one base line to the next. */
  readonly step: number;
  readonly middle?: boolean;
}

function Holders({ facts, x, y, width, largest, step, middle }: HoldersProps) {
  return facts.holders.map((holder, index) => (
    <Line
      // Two holders may have the same name, and their order is fixed.
      key={index}
      x={x}
      y={y + index * step}
      width={width}
      largest={facts.holders.length > 1 ? largest * 0.88 : largest}
      smallest={largest * 0.4}
      words={holder}
      bold
      {...(middle ? { middle } : {})}
    />
  ));
}

function Perforation(props: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }) {
  return <line {...props} stroke={INK} strokeWidth={0.4} strokeDasharray="0.1 1.6" strokeLinecap="round" />;
}

/** @param width of the code with its quiet zone, in millimetres */
function Qr({
  code,
  x,
  y,
  width,
}: {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}) {
  const { size, path } = useMemo(() => drawQr(code), [code]);
  const scale = width / (size + 2 * QUIET_ZONE);
  return (
    <g transform={`translate(${x} ${y}) scale(${scale}) translate(${QUIET_ZONE} ${QUIET_ZONE})`}>
      <rect
        x={-QUIET_ZONE}
        y={-QUIET_ZONE}
        width={size + 2 * QUIET_ZONE}
        height={size + 2 * QUIET_ZONE}
        fill="#ffffff"
      />
      <path data-qr={size} d={path} fill="#000000" shapeRendering="crispEdges" />
    </g>
  );
}
