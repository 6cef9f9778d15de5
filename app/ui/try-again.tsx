/** Loads the page again: an empty address is the page's own, query included. It works where no script runs. */
export function TryAgain() {
  return (
    // biome-ignore lint/a11y/useValidAnchor: it is a link to this very page
    <a href="" className="button button-primary">
      Try again
    </a>
  )
}
