import { html } from 'hono/html'
import { demo } from '@/prisma/seed/demo-people'
import { type Html, sheetPage } from '../page/page'

const LOOK = {
  note: 'Local sign-in, on this machine only. It asks for no password.',
  width: 'narrow',
} as const

/** The submitted form, shown again with its problem. */
export type SignInForm = { email: string; name: string; verified: boolean; problem: string | null }

export const EMPTY_FORM: SignInForm = { email: '', name: '', verified: true, problem: null }

/** The sign-in page: the demo people by name, or anyone by email address. It posts to its own URL. */
export function signInPage({ email, name, verified, problem }: SignInForm): Html {
  const people = [demo.owner, demo.member].map(
    (person) => html`
      <li><button class="person" name="email" value="${person.email}">${person.name} <span class="hint">${person.email}</span></button></li>`,
  )
  const body = html`
    <h1>Sign in to OrbitKit</h1>
    <form method="post" aria-label="Demo people">
      <input type="hidden" name="verified" value="on">
      <ul class="people">${people}</ul>
    </form>
    <p class="divider">or as anyone else</p>
    <form class="stack" method="post" aria-label="Anyone else">
      <div class="field">
        <label for="email">Email address</label>
        <input id="email" name="email" type="email" autocomplete="email" required maxlength="254" value="${email}" ${problem && html`aria-invalid="true" aria-describedby="email-problem" autofocus`}>
        ${problem && html`<p class="error" id="email-problem">${problem}</p>`}
      </div>
      <div class="field">
        <label for="name">Name <span class="hint">optional</span></label>
        <input id="name" name="name" autocomplete="name" maxlength="100" value="${name}">
      </div>
      <div class="field">
        <p class="check"><input id="verified" name="verified" type="checkbox" aria-describedby="verified-hint" ${verified && html`checked`}><label for="verified">This address is verified</label></p>
        <p class="hint" id="verified-hint">Switch it off to see how the app treats an unverified address.</p>
      </div>
      <button class="button">Sign in</button>
    </form>
    <form class="cancel" method="post"><button class="link" name="cancel" value="yes">Cancel and go back</button></form>`
  return sheetPage(problem ? 'Sign in: please check the address' : 'Sign in', body, LOOK)
}

/** A page that says what happened and links back to the app. */
export function messagePage(o: { title: string; message: string; appOrigin: string }): Html {
  const body = html`
    <h1>${o.title}</h1>
    <p class="lead">${o.message}</p>
    <a class="button" href="${o.appOrigin}/">Back to the app</a>`
  return sheetPage(o.title, body, LOOK)
}
