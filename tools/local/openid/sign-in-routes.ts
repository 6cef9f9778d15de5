import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Provider } from 'oidc-provider'
import { messagePage } from './page'
import type { People } from './people'
import { EMPTY_FORM, type SignInForm, signInPage } from './sign-in-page'

const PATH = /^\/sign-in\/[\w-]+$/

const OVER = {
  title: 'This sign-in is no longer valid',
  message:
    'It was already used, has expired, or belongs to another browser. Go back to the app and sign in ' +
    'again.',
}

type Options = { provider: Provider; people: People; appOrigin: string }

/**
 * Handles the sign-in page's requests. Resolves to false without doing anything if the request is for another
 * page, which the provider handles.
 */
export function createSignInRoutes({ provider, people, appOrigin }: Options) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (!PATH.test(pathname)) return false

    const isWaiting = await provider.interactionDetails(request, response).catch(() => null)
    if (!isWaiting) return sendPage(response, 400, messagePage({ ...OVER, appOrigin }))
    if (request.method !== 'POST') return sendPage(response, 200, signInPage(EMPTY_FORM))

    const fields = new URLSearchParams(await text(request))
    if (fields.has('cancel')) {
      const denied = { error: 'access_denied', error_description: 'The sign-in was cancelled.' }
      await provider.interactionFinished(request, response, denied)
      return true
    }
    const form = readForm(fields)
    if (form.problem) return sendPage(response, 422, signInPage(form))
    const { sub } = people.signIn(form)
    await provider.interactionFinished(request, response, { login: { accountId: sub, remember: false } })
    return true
  }
}

function readForm(fields: URLSearchParams): SignInForm {
  const email = (fields.get('email') ?? '').trim()
  const name = (fields.get('name') ?? '').trim().slice(0, 100)
  // Rejects only what cannot be an address anywhere, without checking that it receives mail.
  const isAddress = email.length <= 254 && /^[^\s@<>"']+@[^\s@<>"']+$/.test(email)
  const problem = isAddress ? null : 'Please type an email address, such as olivia@example.com.'
  return { email, name, verified: fields.has('verified'), problem }
}

/** Sends a page that may run no script and load nothing. Its styles stand on its elements. */
export function sendPage(response: ServerResponse, status: number, body: string): true {
  response
    .writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    })
    .end(body)
  return true
}
