/** Reloads the page: an empty URL is the page's own, query included. It works without JavaScript. */
export function TryAgain() {
  return (
    // biome-ignore lint/a11y/useValidAnchor: it links to this page
    <a href="" className="button button-primary">
      Try again
    </a>
  )
}
