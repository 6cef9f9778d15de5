import { html } from './html'
import { page } from './page'

/** Says what happened and offers the way back to the app. */
export function messagePage(o: { title: string; message: string; appOrigin: string }): string {
  return page(
    o.title,
    `<h1>${html(o.title)}</h1>
<p class="lead">${html(o.message)}</p>
<a class="primary" href="${html(o.appOrigin)}/">Back to the app</a>`,
  )
}
