/** The one style sheet of all local pages, also for phones, dark mode, reduced motion and forced colors. */
export const STYLES = `
:root { color-scheme: light dark; --ink: #1a1f36; --soft: #545969; --line: #e3e8ee; --paper: #fff;
  --wash: #f6f8fa; --backdrop: #f6f8fa; --accent: #4b45c6; --accent-ink: #fff; --focus: #4b45c6;
  --side: #eef0f8; --side-ink: #1a1f36; --side-soft: #4c5168; --good: #0b6b34; --good-wash: #d8f6e0;
  --warn: #8a4b00; --warn-wash: #fdecc8; --bad: #a8122a; --bad-wash: #fde8ea; --info: #0a4fa3;
  --info-wash: #dceafe; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9ecf3; --soft: #a6adbd; --line: #2c3240; --paper: #14171f; --wash: #1b1f29;
    --backdrop: #0e1017; --accent: #a9a4ff; --accent-ink: #15132f; --focus: #a9a4ff; --side: #0e1017;
    --side-ink: #e9ecf3; --side-soft: #a6adbd; --good: #7fe0a3; --good-wash: #123322; --warn: #f5c36b;
    --warn-wash: #3a2a0c; --bad: #ff9ba6; --bad-wash: #3d151b; --info: #9cc6ff; --info-wash: #12294a; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  font-feature-settings: "tnum" 1; }
p, h1, h2, h3, ul, dl, dd, fieldset, table { margin: 0; padding: 0; }
h1 { font-size: 1.75rem; line-height: 1.2; letter-spacing: -.02em; font-weight: 650; margin-bottom: 1.75rem;
  text-wrap: balance; }
h2 { font-size: .8125rem; font-weight: 600; color: var(--soft); padding-bottom: .6rem;
  border-bottom: 1px solid var(--line); margin-bottom: 1rem; }
h3, .plain-heading { font-size: 1rem; font-weight: 600; color: var(--ink); border: 0; padding: 0; margin: 0; }
a { color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 6px; }
main:focus-visible { outline: 0; }
.skip { position: absolute; left: -999px; top: .5rem; background: var(--paper); padding: .5rem 1rem;
  z-index: 1; } .skip:focus { left: .5rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.soft, .hint, .empty { color: var(--soft); } .soft, .hint { font-size: .875rem; font-weight: 400; }
.lead { font-size: 1.0625rem; max-width: 34rem; margin-bottom: 1.5rem; }
.portal { display: grid; grid-template-columns: minmax(18rem, 34%) 1fr; min-height: 100vh; }
.side { background: var(--side); color: var(--side-ink); }
.side-inner { position: sticky; top: 0; min-height: 100vh; display: flex; flex-direction: column; gap: 1.5rem;
  padding: 4.5rem 3rem 2rem; margin-left: auto; max-width: 24rem; }
.brand { display: flex; align-items: center; gap: .65rem; font-weight: 600; }
.mark { display: grid; place-items: center; width: 2rem; height: 2rem; border-radius: 8px;
  background: var(--accent); color: var(--accent-ink); font-weight: 700; }
.headline { font-size: 1.375rem; line-height: 1.35; letter-spacing: -.01em; font-weight: 550;
  text-wrap: balance; }
.back { color: inherit; font-weight: 550; text-decoration: none; } .back:hover { text-decoration: underline; }
.side-foot { margin-top: auto; font-size: .8125rem; color: var(--side-soft); display: grid; gap: .5rem;
  justify-items: start; } .side-foot a { color: inherit; margin-right: .75rem; }
.badge { background: var(--warn-wash); color: var(--warn); font-weight: 650; font-size: .75rem;
  border-radius: 5px; padding: .1rem .5rem; }
.content { padding: 4.5rem 4rem 5rem; max-width: 48rem; }
.who { color: var(--soft); margin-bottom: .35rem; overflow-wrap: anywhere; }
.who strong { color: var(--ink); font-weight: 600; margin-right: .35rem; }
section { margin-bottom: 2.75rem; }
.plan { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: flex-start;
  gap: 1rem 2rem; } .plan > :first-child { flex: 1 1 15rem; }
.plan + .plan { margin-top: 1.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
article.plan:has(+ .lead) { margin-bottom: 1.25rem; }
.price { font-size: 1.5rem; font-weight: 600; letter-spacing: -.02em; margin: .1rem 0 .35rem; }
.rows { list-style: none; }
.rows li { display: flex; align-items: center; gap: 1rem; padding: .7rem 0;
  border-bottom: 1px solid var(--line); } .rows li:first-child { padding-top: 0; }
.rows + p, .facts + p, .empty + p, table + p { margin-top: .9rem; }
.card-mark { flex: none; border-radius: 4px; box-shadow: 0 0 0 1px rgb(128 128 128 / .25); }
.grow { flex: 1; min-width: 0; }
.row-actions { display: flex; gap: 1.1rem; }
.facts { display: grid; gap: .6rem; }
.facts div { display: grid; grid-template-columns: 8rem 1fr; gap: 1rem; } .facts dt { color: var(--soft); }
.facts dd { overflow-wrap: anywhere; }
.add { font-weight: 550; text-decoration: none; } .add:hover { text-decoration: underline; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: .6rem .75rem .6rem 0; border-bottom: 1px solid var(--line);
  font-weight: 400; vertical-align: baseline; }
thead th { color: var(--soft); font-size: .8125rem; padding-top: 0; }
tbody th { white-space: nowrap; }
.amount { text-align: right; white-space: nowrap; padding-right: 1.5rem; }
.sheet .amount { padding-right: 0; padding-left: 1rem; } .sheet tbody th { white-space: normal; }
tfoot th, tfoot td { border: 0; padding-bottom: .1rem; } tfoot tr:last-child > * { font-weight: 650; }
.pill { display: inline-block; font-size: .75rem; font-weight: 600; line-height: 1.45; border-radius: 5px;
  padding: .05rem .45rem; background: var(--line); color: var(--ink); vertical-align: .08em;
  margin-left: .15rem; }
td .pill { margin-left: 0; }
.pill.good { background: var(--good-wash); color: var(--good); }
.pill.warn { background: var(--warn-wash); color: var(--warn); }
.pill.info { background: var(--info-wash); color: var(--info); }
.notice { background: var(--good-wash); color: var(--good); border-radius: 8px; padding: .75rem 1rem;
  margin-bottom: 1.75rem; font-weight: 550; } .notice.bad { background: var(--bad-wash); color: var(--bad); }
.stack { display: grid; gap: 1.15rem; max-width: 28rem; }
.field { display: grid; gap: .3rem; align-content: start; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
label, legend { font-weight: 550; }
legend { padding: 0; margin-bottom: .5rem; }
fieldset { border: 0; min-width: 0; }
input:not([type=checkbox], [type=radio]) { font: inherit; color: inherit; background: var(--paper);
  width: 100%; min-height: 2.75rem; padding: .5rem .75rem;
  border: 1px solid color-mix(in srgb, var(--soft) 75%, transparent); border-radius: 8px; }
input::placeholder { color: var(--soft); opacity: 1; }
input[aria-invalid] { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
input[type=checkbox], input[type=radio] { accent-color: var(--accent); width: 1.15rem; height: 1.15rem;
  margin: 0; flex: none; }
.check { display: flex; align-items: center; gap: .65rem; min-height: 2.25rem; }
.check label { font-weight: 400; flex: 1; padding: .3rem 0; }
.error { color: var(--bad); font-size: .875rem; font-weight: 550; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; }
.button { display: inline-block; font: inherit; font-weight: 600; font-size: .9375rem; line-height: 1.4;
  text-decoration: none; cursor: pointer; padding: .6rem 1.1rem; border-radius: 8px;
  border: 1px solid transparent; background: var(--accent); color: var(--accent-ink);
  transition: filter .15s, background-color .15s; } .button:hover { filter: brightness(1.1); }
.button.quiet { background: var(--paper); color: var(--ink);
  border-color: color-mix(in srgb, var(--soft) 45%, transparent); }
.button.quiet:hover { background: var(--wash); filter: none; }
.button.danger { background: var(--bad); color: var(--paper); }
.button:disabled { opacity: .55; cursor: not-allowed; filter: none; }
.link { font: inherit; font-size: .9375rem; color: var(--accent); background: none; border: 0;
  padding: .25rem 0; cursor: pointer; text-decoration: underline; text-underline-offset: .2em;
  text-decoration-thickness: 1px; } .link:hover { text-decoration-thickness: 2px; }
.plain { max-width: 40rem; margin: 0 auto; padding: 4rem 1.5rem; }
.sheet { margin: 1.75rem 0 1.25rem; background: var(--paper); border: 1px solid var(--line);
  border-radius: 14px; padding: 2.25rem; box-shadow: 0 12px 40px -24px rgb(20 24 50 / .35); }
.sheet h1 { font-size: 1.5rem; margin-bottom: 1.1rem; } .sheet > :last-child { margin-bottom: 0; }
.sheet form + p { margin-top: 1.25rem; } .sheet table { margin: 1.5rem 0; }
.narrow { max-width: 30rem; } .narrow .button { width: 100%; text-align: center; }
.narrow .link { display: block; margin: .9rem auto 0; }
.people { list-style: none; display: grid; gap: .5rem; }
.person { display: block; width: 100%; font: inherit; color: inherit; text-align: left; text-decoration: none;
  background: none; border: 1px solid var(--line); border-radius: 8px; padding: .7rem .9rem; cursor: pointer;
  overflow-wrap: anywhere; } .person:hover { border-color: var(--accent); background: var(--wash); }
.person .hint { display: block; }
.divider { color: var(--soft); text-align: center; margin: 1.25rem 0 1rem; }
.fine { font-size: .8125rem; color: var(--soft); }
body:has(.plain) { background: var(--backdrop); }
@media (max-width: 60rem) {
  .portal { grid-template-columns: 1fr; grid-template-rows: auto 1fr; }
  .side-inner { position: static; min-height: 0; max-width: 48rem; margin: 0; padding: 1.5rem 2rem;
    gap: .75rem; }
  .headline { font-size: 1.0625rem; }
  .side-foot { margin-top: .25rem; display: flex; flex-wrap: wrap; align-items: center; gap: .35rem .75rem; }
  .content { padding: 2.25rem 2rem 4rem; }
}
@media (max-width: 34rem) {
  .side-inner, .content { padding-left: 1.25rem; padding-right: 1.25rem; }
  .side-foot p { flex: 1 1 auto; } .side-foot .badge { flex: none; }
  .number-column { display: none; }
  .amount { padding-right: .75rem; }
  tbody th { white-space: normal; }
  .facts div { grid-template-columns: 1fr; gap: 0; } .facts dt { font-size: .875rem; }
  .rows li { flex-wrap: wrap; gap: .35rem .9rem; }
  .row-actions { width: 100%; padding-left: 3.4rem; }
  .plan .actions, .plan .actions > * { width: 100%; text-align: center; }
  .plan .actions .button { width: 100%; }
  .plain { padding: 2rem 1.25rem; }
  .sheet { padding: 1.5rem 1.25rem; }
}
@media (prefers-reduced-motion: reduce) {
  * { transition: none !important; animation: none !important; }
}
@media (forced-colors: active) {
  .pill, .notice, .badge { border: 1px solid; }
}
`
