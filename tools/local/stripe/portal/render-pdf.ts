export type PdfText = {
  text: string
  /** Points from the left edge, to the text's start or, aligned right, to its end. */
  x: number
  /** Points from the bottom edge. */
  y: number
  size: number
  bold: boolean
  align: 'left' | 'right'
}

/** A4 in points. */
const PAGE = '[0 0 595 842]'

/**
 * One page of text in Helvetica, which every reader has. PDF 1.4 (ISO 32000-1, 7.5): a header, numbered objects, a table with the byte
 * offset of each, and a trailer. The file is Latin-1 with Windows' additions, so what lies outside it becomes a question mark.
 */
export function renderPdf(title: string, texts: PdfText[]): Buffer {
  const content = texts.map(drawn).join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox ${PAGE} /Contents 4 0 R /Resources << /Font << /R 5 0 R /B 6 0 R >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    `<< /Title ${literal(title)} >>`,
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 7 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file + table + trailer, 'latin1')
}

function drawn({ text, x, y, size, bold, align }: PdfText): string {
  const start = align === 'right' ? x - widthOf(text, size) : x
  return `BT /${bold ? 'B' : 'R'} ${size} Tf ${start.toFixed(2)} ${y} Td ${literal(text)} Tj ET`
}

/** Helvetica's widths in thousandths of its size, for what stands at the right: digits, signs, and the letters at about their mean. */
function widthOf(text: string, size: number): number {
  const units = [...text].reduce((sum, character) => {
    if (/[.,\s:;'|ijl]/.test(character)) return sum + 278
    if (/[mwMW@%]/.test(character)) return sum + 860
    return sum + (/[A-Z]/.test(character) ? 680 : 556)
  }, 0)
  return (units * size) / 1000
}

/** Windows-1252 where it differs from Latin-1, as far as money and names need it. */
const WINDOWS: Record<string, string> = {
  '€': '\x80',
  '…': '\x85',
  '‘': '\x91',
  '’': '\x92',
  '“': '\x93',
  '”': '\x94',
  '•': '\x95',
  '–': '\x96',
  '—': '\x97',
}

function literal(text: string): string {
  const bytes = [...text.normalize('NFC')].map((character) => {
    if (/\s/.test(character)) return ' '
    const byte = WINDOWS[character] ?? character
    return byte.charCodeAt(0) > 255 || byte.length > 1 ? '?' : byte
  })
  return `(${bytes.join('').replace(/[\\()]/g, '\\$&')})`
}
