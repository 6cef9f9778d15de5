'use client'

import {
  type FocusEvent,
  type PointerEvent,
  type SubmitEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { Alert } from '../ui/alert'
import { Spinner } from '../ui/spinner'
import type { Visit } from './portal-visit'
import { AT_REST } from './portal-visit'
import { portalVisitor } from './portal-visitor'
import { type PortalFlow, requestPortal } from './request-portal'

type Props = {
  accountId: string
  label: string
  /** The task that the portal opens at; without it its front page. */
  flow?: PortalFlow
  look?: 'primary' | 'quiet'
  /** The id of the element that names the account, for screen readers. */
  describedBy: string
  /** A failure from before the page was loaded: a form post without JavaScript comes back with one. */
  failure?: string | null
}

/**
 * Opens the billing portal. It is a form, which works without JavaScript. With JavaScript the page stays
 * until the portal is open, failures appear below the button, and the portal is asked for as soon as somebody
 * is about to press. Its parts stand in the row that it is put in.
 */
export function PortalButton({
  accountId,
  label,
  flow,
  look = 'primary',
  describedBy,
  failure = null,
}: Props) {
  const [visit, show] = useState<Visit>(failure ? { kind: 'failed', words: failure } : AT_REST)
  const button = useRef<HTMLButtonElement>(null)
  const statusId = useId()
  const [visitor] = useState(() =>
    portalVisitor({
      ask: (signal) => requestPortal(accountId, flow, signal),
      go: (url) => window.location.assign(url),
      after(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      show,
    }),
  )

  useEffect(() => {
    const events = new AbortController()
    const { signal } = events
    const stop = () => visitor.send({ kind: 'stopped' })
    const leave = () => visitor.send({ kind: 'left' })
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && stop(), { signal })
    window.addEventListener('pagehide', leave, { signal })
    // After Back, browsers may restore this page as it was left: opening.
    window.addEventListener('pageshow', ({ persisted }) => persisted && leave(), { signal })
    // What became of a navigation: https://developer.mozilla.org/docs/Web/API/Navigation/navigateerror_event
    const navigation: unknown = Reflect.get(window, 'navigation')
    if (navigation instanceof EventTarget) navigation.addEventListener('navigateerror', stop, { signal })
    // The pointer may have come before the script.
    if (button.current?.matches(':hover') && asksBeforehand(flow)) visitor.rest()
    return () => {
      events.abort()
      visitor.unrest()
    }
  }, [visitor, flow])

  const intend = () => asksBeforehand(flow) && visitor.send({ kind: 'intended' })
  const isOpening = visit.kind === 'leaving' || (visit.kind === 'asking' && visit.isPressed)
  return (
    <form
      method="post"
      action={`/api/billing-portal?${new URLSearchParams({ account: accountId })}`}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        visitor.send({ kind: 'pressed' })
      }}
      className="contents"
    >
      <input type="hidden" name="billingAccountId" value={accountId} />
      {flow && <FlowFields flow={flow} />}
      <button
        ref={button}
        type="submit"
        // Not `disabled`, which would take the focus away from people on a keyboard.
        aria-disabled={isOpening}
        aria-describedby={`${describedBy} ${statusId}`}
        className={`button button-${look} ${look === 'primary' ? 'max-sm:w-full' : 'max-sm:flex-1'}`}
        onPointerEnter={({ pointerType }: PointerEvent) =>
          pointerType === 'mouse' && asksBeforehand(flow) && visitor.rest()
        }
        onPointerLeave={visitor.unrest}
        onPointerDown={(event: PointerEvent) => event.button === 0 && intend()}
        onFocus={({ target }: FocusEvent<HTMLButtonElement>) => target.matches(':focus-visible') && intend()}
      >
        {isOpening && <Spinner />}
        {isOpening ? 'Opening…' : label}
      </button>
      <span id={statusId} role="status" className="sr-only">
        {isOpening && 'Opening the billing portal…'}
      </span>
      {/* Below, so that the button does not move away under a second press. */}
      {visit.kind === 'failed' && (
        <div className="order-last w-full">
          <Alert>{visit.words}</Alert>
        </div>
      )}
    </form>
  )
}

function FlowFields({ flow }: { flow: PortalFlow }) {
  return (
    <>
      <input type="hidden" name="flow.type" value={flow.type} />
      {'subscription' in flow && <input type="hidden" name="flow.subscription" value={flow.subscription} />}
      <input type="hidden" name="flow.afterCompletion.returnUrl" value="/billing" />
    </>
  )
}

/**
 * Whether a session may be asked for that nobody may use: for the portal's front page alone, and not for
 * people who save data. https://wicg.github.io/savedata/#savedata-attribute
 */
function asksBeforehand(flow: PortalFlow | undefined): boolean {
  const connection: unknown = Reflect.get(navigator, 'connection')
  const savesData =
    typeof connection === 'object' && connection !== null && Reflect.get(connection, 'saveData')
  return !flow && !savesData && !window.matchMedia('(prefers-reduced-data: reduce)').matches
}
