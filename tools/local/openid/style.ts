/** The look of the local sign-in pages: one column, system fonts, light and dark. Text contrast is 4.5:1 or more in both. */
export const STYLE = `
:root {
  --page: #f5f6f8; --card: #fff; --line: #dfe3e8; --field: #87909f; --ink: #14171f; --soft: #596273;
  --accent: #3d4fd1; --accent-hover: #3242b4; --on-accent: #fff; --tint: #eef0fd; --bad: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1014; --card: #171a21; --line: #2a2f3a; --field: #6d7688; --ink: #eef0f5; --soft: #a0a9b9;
    --accent: #a5b0ff; --accent-hover: #bcc5ff; --on-accent: #12152e; --tint: #222740; --bad: #ffb4ab;
  }
}
* { box-sizing: border-box; margin: 0 }
body {
  min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 24px 16px;
  background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
main {
  width: 100%; max-width: 27rem; padding: 40px; background: var(--card);
  border: 1px solid var(--line); border-radius: 16px; box-shadow: 0 1px 2px rgb(15 20 40 / 4%), 0 12px 32px rgb(15 20 40 / 5%);
}
h1 { font-size: 1.5rem; line-height: 1.25; font-weight: 650; letter-spacing: -.015em; text-wrap: balance }
.lead { margin: 8px 0 28px; color: var(--soft); text-wrap: pretty }
.hint, .optional { font-size: .875rem; color: var(--soft); font-weight: 400 }
.optional::before { content: "· " }
button, input { font: inherit; color: inherit }
button, .primary { cursor: pointer }
.people { list-style: none; padding: 0; display: grid; gap: 8px }
.person {
  width: 100%; display: flex; align-items: center; gap: 12px; padding: 12px 14px; text-align: left;
  background: none; border: 1px solid var(--line); border-radius: 10px; transition: border-color .12s, background-color .12s;
}
.person:hover { border-color: var(--accent); background: var(--tint) }
.person svg { color: var(--soft); flex: none }
.initials {
  flex: none; width: 40px; height: 40px; display: grid; place-items: center; border-radius: 50%;
  background: var(--tint); color: var(--accent); font-size: .875rem; font-weight: 600;
}
.who { flex: 1; min-width: 0; display: grid; font-weight: 550; line-height: 1.35; overflow-wrap: anywhere }
.divider { display: flex; align-items: center; gap: 12px; margin: 24px 0 20px; color: var(--soft); font-size: .875rem }
.divider::before, .divider::after { content: ""; flex: 1; height: 1px; background: var(--line) }
label { display: block; font-weight: 550; font-size: .9375rem }
input:not([type]), input[type=email] {
  width: 100%; margin: 6px 0 16px; padding: 10px 12px; background: var(--card);
  border: 1px solid var(--field); border-radius: 8px;
}
input[aria-invalid] { border-color: var(--bad); margin-bottom: 6px }
.problem { color: var(--bad); font-size: .875rem; margin-bottom: 16px }
.choice { display: flex; gap: 12px; margin: 4px 0 24px }
.choice input { flex: none; width: 20px; height: 20px; margin: 2px 0 0; accent-color: var(--accent) }
.primary {
  display: block; width: 100%; padding: 12px 16px; border: 0; border-radius: 10px; text-align: center; text-decoration: none;
  background: var(--accent); color: var(--on-accent); font-weight: 600; transition: background-color .12s;
}
.primary:hover { background: var(--accent-hover) }
.cancel { margin: 12px 0 -16px; text-align: center }
.quiet { padding: 8px 12px; background: none; border: 0; border-radius: 8px; color: var(--soft) }
.quiet:hover { color: var(--ink); text-decoration: underline }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
@media (max-width: 30rem) {
  body { place-items: start center; padding: 0; background: var(--card) }
  main { padding: 32px 20px; border: 0; border-radius: 0; box-shadow: none }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important } }
`
