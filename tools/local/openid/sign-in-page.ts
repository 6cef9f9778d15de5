import { demo } from '@/prisma/seed/demo-people'
import { html, page } from './page'

const DEMO_PEOPLE = [demo.owner, demo.member]

/** The submitted form, shown again with its problem. */
export type SignInForm = { email: string; name: string; verified: boolean; problem: string | null }

export const EMPTY_FORM: SignInForm = { email: '', name: '', verified: true, problem: null }

/** The sign-in page: the demo people by name, or anyone by email address. It posts to its own URL. */
export function signInPage(form: SignInForm): string {
  return page(
    form.problem ? 'Sign in: please check the address' : 'Sign in',
    `<h1>Sign in to OrbitKit</h1>
<p class="lead">A replacement for your identity provider, on this machine only. It asks for no password.</p>
<form method="post" aria-label="Demo people">
<input type="hidden" name="verified" value="on">
<ul class="people">
${DEMO_PEOPLE.map(personButton).join('\n')}
</ul>
</form>
<p class="divider">or as anyone else</p>
<form method="post" aria-label="Anyone else">
<label for="email">Email address</label>
<input id="email" name="email" type="email" autocomplete="email" required maxlength="254" value="${html(form.email)}"${
      form.problem ? ' aria-invalid="true" aria-describedby="email-problem" autofocus' : ''
    }>
${form.problem ? `<p class="problem" id="email-problem">${html(form.problem)}</p>` : ''}
<label for="name">Name <span class="optional">optional</span></label>
<input id="name" name="name" autocomplete="name" maxlength="100" value="${html(form.name)}">
<div class="choice">
<input id="verified" name="verified" type="checkbox" aria-describedby="verified-hint"${form.verified ? ' checked' : ''}>
<div>
<label for="verified">This address is verified</label>
<p class="hint" id="verified-hint">Switch it off to see how the app treats an unverified address.</p>
</div>
</div>
<button class="primary">Sign in</button>
</form>
<form class="cancel" method="post">
<button class="quiet" name="cancel" value="yes">Cancel and go back</button>
</form>`,
  )
}

const personButton = ({ name, email }: { name: string; email: string }) =>
  `<li><button class="person" name="email" value="${html(email)}">
<span>${html(name)}</span> <span class="hint">${html(email)}</span>
</button></li>`
