import { html, raw } from 'hono/html'
import type { ParsedMail } from 'mailparser'
import { type Html, sheetPage } from '../page/page'

const LOOK = { note: 'Every email that the app sends on this machine. None is delivered.' }

/** A message in the inbox. `to` lists the recipients of its SMTP envelope. */
export type Message = { to: string[]; mail: ParsedMail }

/** All messages, the newest first. */
export function inboxPage(messages: readonly Message[]): Html {
  const items = messages.map(
    ({ to, mail }, index) => html`
      <li><a class="person" href="/message/${messages.length - index}">${titleOf(mail)} <span class="hint">to ${to.join(', ')}, ${time(mail)}</span></a></li>`,
  )
  const body = html`
    <h1>Inbox</h1>
    ${items.length > 0 ? html`<ul class="people">${items}</ul>` : html`<p class="lead">No emails yet. Reload for newer ones.</p>`}`
  return sheetPage('Inbox', body, LOOK)
}

/**
 * One message: its HTML as an email client shows it, and its text. The page's policy allows no script and no
 * image, so a message cannot load anything.
 */
export function messagePage({ to, mail }: Message): Html {
  const body = html`
    <p class="hint"><a href="/">Inbox</a></p>
    <h1>${titleOf(mail)}</h1>
    <p class="lead">From ${mail.from?.text} to ${to.join(', ')}, ${time(mail)}</p>
    ${raw(bodyOf(mail.html || ''))}
    <details><summary>As text</summary><pre>${mail.text}</pre></details>`
  return sheetPage(titleOf(mail), body, LOOK)
}

const titleOf = (mail: ParsedMail) => mail.subject ?? '(no subject)'

/** The content of the body element, because an HTML page cannot contain another. */
const bodyOf = (document: string) => /<body[^>]*>([\s\S]*)<\/body>/i.exec(document)?.[1] ?? document

const time = ({ date }: ParsedMail) => date?.toLocaleTimeString('en-GB')
