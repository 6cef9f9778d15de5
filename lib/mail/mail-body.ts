/** The content of an email, as plain text: markup in it is escaped. */
export type MailBody = {
  heading: string
  paragraphs: readonly string[]
  button?: { label: string; url: string }
  /** Small print, such as what to do with an email that the recipient did not request. */
  note: string
}

const INK = '#17212b'
const SOFT = '#55606b'
const ACCENT = '#0d5a5a'

/**
 * Renders an email as text and as HTML with the same content. Email clients support little CSS, so the styles
 * are inline and the layout uses tables (https://www.caniemail.com). The HTML loads no image or other
 * resource, so opening the email sends no request.
 */
export function mailBody({ heading, paragraphs, button, note }: MailBody): { text: string; html: string } {
  const link = button ? [`${button.label}:\n${button.url}`] : []
  return {
    text: `${[heading, ...paragraphs, ...link, note].join('\n\n')}\n`,
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escaped(heading)}</title>
</head>
<body style="margin:0;background:#faf9f6">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"
 style="max-width:480px;background:#fff;border:1px solid #e2ded4;border-radius:16px">
<tr><td style="padding:36px;font:16px/1.55 -apple-system,'Segoe UI',Helvetica,Arial,sans-serif;color:${INK}">
<h1 style="margin:0 0 16px;font-size:24px;line-height:1.25;font-weight:600">${escaped(heading)}</h1>
${paragraphs.map((text) => `<p style="margin:0 0 16px">${escaped(text)}</p>`).join('\n')}
${button ? buttonHtml(button) : ''}
<p style="margin:28px 0 0;font-size:14px;color:${SOFT}">${escaped(note)}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>`,
  }
}

const buttonHtml = ({ label, url }: { label: string; url: string }) =>
  `<p style="margin:28px 0"><a href="${escaped(url)}" ` +
  `style="display:inline-block;padding:12px 22px;background:${ACCENT};` +
  `border-radius:10px;color:#fff;font-weight:600;text-decoration:none">${escaped(label)}</a></p>
<p style="margin:0;font-size:14px;color:${SOFT}">Or open this URL:<br>` +
  `<a href="${escaped(url)}" style="color:${ACCENT};word-break:break-all">${escaped(url)}</a></p>`

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
