import type { ParsedMail } from 'mailparser'
import { html, page } from '../openid/page'

/** A message in the inbox. `to` lists the recipients of its SMTP envelope. */
export type Message = { to: string[]; mail: ParsedMail }

/** All messages, the newest first. */
export function inboxPage(messages: readonly Message[]): string {
  const items = messages.map(
    ({ to, mail }, index) =>
      `<li><a class="person" href="/message/${messages.length - index}">
<span>${html(mail.subject ?? '(no subject)')}</span>
<span class="hint">to ${html(to.join(', '))}, ${time(mail.date)}</span>
</a></li>`,
  )
  return page(
    'Inbox',
    `<h1>Inbox</h1>
<p class="lead">Every email that the app sends on this machine. None is delivered. Reload for newer ones.</p>
${items.length > 0 ? `<ul class="people">${items.join('\n')}</ul>` : '<p>No emails yet.</p>'}`,
  )
}

/**
 * One message: its HTML as an email client shows it, and its text. The page's policy allows no script and no
 * image, so a message cannot load anything.
 */
export function messagePage({ to, mail }: Message): string {
  return page(
    mail.subject ?? '(no subject)',
    `<p class="hint"><a href="/">Inbox</a></p>
<h1>${html(mail.subject ?? '(no subject)')}</h1>
<p class="lead">From ${html(mail.from?.text ?? '')} to ${html(to.join(', '))}, ${time(mail.date)}</p>
${bodyOf(mail.html || '')}
<details><summary>As text</summary><pre>${html(mail.text ?? '')}</pre></details>`,
  )
}

/** The content of the body element, because an HTML page cannot contain another. */
const bodyOf = (document: string) => /<body[^>]*>([\s\S]*)<\/body>/i.exec(document)?.[1] ?? document

const time = (date: Date | undefined) => html(date?.toLocaleTimeString('en-GB') ?? '')
