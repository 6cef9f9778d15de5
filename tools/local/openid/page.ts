import { STYLE } from './style'

/** A complete page around `main`, which is already HTML. It works without scripts. */
export function page(title: string, main: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${html(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>`
}

/** Escapes text for an element or a quoted attribute. */
export const html = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** A page that says what happened and links back to the app. */
export function messagePage(o: { title: string; message: string; appOrigin: string }): string {
  return page(
    o.title,
    `<h1>${html(o.title)}</h1>
<p class="lead">${html(o.message)}</p>
<a class="primary" href="${html(o.appOrigin)}/">Back to the app</a>`,
  )
}
