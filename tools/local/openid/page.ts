import { html } from './html'
import { STYLE } from './style'

/**
 * A whole page around `main`, which is HTML already. There are no scripts, so the pages work where there are
 * none.
 */
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
