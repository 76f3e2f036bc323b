import type { PaperFormat } from '../../src-shared/contract/office';
import { PAPER_SIZES } from '../../src-shared/paper';

const MILLIMETRES_PER_INCH = 25.4;
const POINTS_PER_INCH = 72;
/** Enough for a code that is read at arm's length, and what a phone can still show. */
const DOTS_PER_INCH: Readonly<Record<PaperFormat, number>> = { A4: 300, A6: 600, roll80: 600 };

/** @param drawing the `svg` element of a `TicketDrawing` */
export async function drawPng(drawing: SVGSVGElement, paper: PaperFormat): Promise<Blob> {
  const { width, height } = PAPER_SIZES[paper];
  const scale = DOTS_PER_INCH[paper] / MILLIMETRES_PER_INCH;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser cannot draw');

  const picture = await loadDrawing(drawing);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be made'))), 'image/png');
  });
}

/** One page of exactly the paper's size. The text is part of the picture, so that names of every script come out right. */
export async function drawPdf(drawing: SVGSVGElement, paper: PaperFormat, title: string): Promise<Blob> {
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const png = await (await drawPng(drawing, paper)).arrayBuffer();
  const document = await PDFDocument.create();
  document.setTitle(title);
  const { width, height } = PAPER_SIZES[paper];
  const size = { width: toPoints(width), height: toPoints(height) };
  document.addPage([size.width, size.height]).drawImage(await document.embedPng(png), { x: 0, y: 0, ...size });
  return new Blob([new Uint8Array(await document.save())], { type: 'application/pdf' });
}

function toPoints(millimetres: number): number {
  return (millimetres / MILLIMETRES_PER_INCH) * POINTS_PER_INCH;
}

async function loadDrawing(drawing: SVGSVGElement): Promise<HTMLImageElement> {
  const text = new XMLSerializer().serializeToString(drawing);
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    return picture;
  } finally {
    URL.revokeObjectURL(url);
  }
}
