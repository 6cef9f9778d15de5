/** The style of the local sign-in pages, in light and dark. The text contrast is at least 4.5:1 in both. */
export const STYLE = `
:root {
  --page: #f5f6f8; --card: #fff; --line: #dfe3e8; --field: #87909f; --ink: #14171f; --soft: #596273;
  --accent: #3d4fd1; --on-accent: #fff; --tint: #eef0fd; --bad: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1014; --card: #171a21; --line: #2a2f3a; --field: #6d7688; --ink: #eef0f5; --soft: #a0a9b9;
    --accent: #a5b0ff; --on-accent: #12152e; --tint: #222740; --bad: #ffb4ab;
  }
}
* { box-sizing: border-box; margin: 0 }
body { min-height: 100vh; padding: 24px 16px; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 27rem; margin: 8vh auto; padding: 32px; background: var(--card); border: 1px solid var(--line); border-radius: 16px }
h1 { font-size: 1.5rem; line-height: 1.25 }
.lead { margin: 8px 0 28px; color: var(--soft) }
.hint, .optional { font-size: .875rem; color: var(--soft); font-weight: 400 }
button, input { font: inherit; color: inherit; border-radius: 10px }
button, .primary { cursor: pointer }
.people { list-style: none; padding: 0; display: grid; gap: 8px }
.person { display: block; width: 100%; padding: 12px 14px; border-radius: 10px; text-align: left; text-decoration: none; color: inherit; background: none; border: 1px solid var(--line) }
.person:hover { border-color: var(--accent); background: var(--tint) }
.person span { display: block; overflow-wrap: anywhere }
a { color: var(--accent) }
pre { overflow: auto; font-size: .8125rem }
.divider { margin: 24px 0 16px; color: var(--soft); text-align: center }
label { display: block; font-weight: 550 }
input:not([type]), input[type=email] { width: 100%; margin: 6px 0 16px; padding: 10px 12px; background: var(--card); border: 1px solid var(--field) }
.problem { color: var(--bad); font-size: .875rem; margin: -10px 0 16px }
.choice { display: flex; gap: 12px; margin: 4px 0 24px }
.choice input { flex: none; width: 20px; height: 20px; accent-color: var(--accent) }
.primary { display: block; width: 100%; padding: 12px 16px; border: 0; border-radius: 10px; text-align: center; text-decoration: none; background: var(--accent); color: var(--on-accent); font-weight: 600 }
.cancel { margin-top: 12px; text-align: center }
.quiet { padding: 8px 12px; background: none; border: 0; color: var(--soft) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
`
