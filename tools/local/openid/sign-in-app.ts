import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import type { InteractionResults, Provider } from 'oidc-provider'
import { pageHeaders } from '../page/page-headers'
import type { People } from './people'
import { EMPTY_FORM, messagePage, type SignInForm, signInPage } from './sign-in-page'

const OVER = {
  title: 'This sign-in is no longer valid',
  message:
    'It was already used, has expired, or belongs to another browser. Go back to the app and sign in ' +
    'again.',
}

type Options = { provider: Provider; people: People; appOrigin: string }

/** The sign-in page of each pending sign-in, at its id. */
export function signInApp({ provider, people, appOrigin }: Options): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.use(pageHeaders())
  app.use('/:id', async (c, next) => {
    const isWaiting = await provider.interactionDetails(c.env.incoming, c.env.outgoing).catch(() => null)
    return isWaiting ? next() : c.html(messagePage({ ...OVER, appOrigin }), 400)
  })
  app.get('/:id', (c) => c.html(signInPage(EMPTY_FORM)))
  app.post('/:id', async (c) => {
    const finish = async (result: InteractionResults) => {
      await provider.interactionFinished(c.env.incoming, c.env.outgoing, result)
      return RESPONSE_ALREADY_SENT
    }
    const fields = new URLSearchParams(await c.req.text())
    if (fields.has('cancel'))
      return finish({ error: 'access_denied', error_description: 'The sign-in was cancelled.' })
    const form = readForm(fields)
    if (form.problem) return c.html(signInPage(form), 422)
    return finish({ login: { accountId: people.signIn(form).sub, remember: false } })
  })
  return app
}

function readForm(fields: URLSearchParams): SignInForm {
  const email = (fields.get('email') ?? '').trim()
  const name = (fields.get('name') ?? '').trim().slice(0, 100)
  // Rejects only what cannot be an address anywhere, without checking that it receives mail.
  const isAddress = email.length <= 254 && /^[^\s@<>"']+@[^\s@<>"']+$/.test(email)
  const problem = isAddress ? null : 'Please type an email address, such as olivia@example.com.'
  return { email, name, verified: fields.has('verified'), problem }
}
