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
import { createButtonController } from './button-controller'
import { type ButtonState, INITIAL } from './button-state'
import { type PortalFlow, requestPortal } from './request-portal'

type Props = {
  accountId: string
  label: string
  /** The flow that the portal opens at. By default, its front page. */
  flow?: PortalFlow
  look?: 'primary' | 'quiet'
  /** The id of the element that names the account, for screen readers. */
  describedBy: string
  /** The failure of a form post without JavaScript, which redirected back here. */
  failure?: string | null
}

/**
 * Opens the billing portal. It is a form, so it works without JavaScript. With JavaScript, failures appear
 * below the button, and the portal's URL is prefetched when a click is likely. Its parts are laid out in the
 * parent's row.
 */
export function PortalButton({
  accountId,
  label,
  flow,
  look = 'primary',
  describedBy,
  failure = null,
}: Props) {
  const [state, setState] = useState<ButtonState>(failure ? { kind: 'failed', message: failure } : INITIAL)
  const button = useRef<HTMLButtonElement>(null)
  const statusId = useId()
  const [controller] = useState(() =>
    createButtonController({
      request: (signal) => requestPortal(accountId, flow, signal),
      navigate: (url) => window.location.assign(url),
      setTimer(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      onChange: setState,
    }),
  )

  useEffect(() => {
    const events = new AbortController()
    const { signal } = events
    const stop = () => controller.send({ kind: 'stopped' })
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && stop(), { signal })
    window.addEventListener('pagehide', () => controller.send({ kind: 'left' }), { signal })
    // Only some browsers report a navigation that failed or was stopped.
    // https://developer.mozilla.org/docs/Web/API/Navigation/navigateerror_event
    const navigation: unknown = Reflect.get(window, 'navigation')
    if (navigation instanceof EventTarget) navigation.addEventListener('navigateerror', stop, { signal })
    // The pointer may already be on the button when the script loads.
    if (button.current?.matches(':hover') && mayPrefetch(flow)) controller.startHover()
    return () => {
      events.abort()
      controller.endHover()
    }
  }, [controller, flow])

  const intend = () => mayPrefetch(flow) && controller.send({ kind: 'intent' })
  const isOpening = state.kind === 'leaving' || (state.kind === 'requesting' && state.isClicked)
  return (
    <form
      method="post"
      action={`/api/billing-portal?${new URLSearchParams({ account: accountId })}`}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        controller.send({ kind: 'clicked' })
      }}
      className="contents"
    >
      <input type="hidden" name="billingAccountId" value={accountId} />
      {flow && <FlowFields flow={flow} />}
      <button
        ref={button}
        type="submit"
        // Not `disabled`, which would take the keyboard focus away.
        aria-disabled={isOpening}
        aria-describedby={`${describedBy} ${statusId}`}
        className={`button button-${look} ${look === 'primary' ? 'max-sm:w-full' : 'whitespace-nowrap max-sm:flex-1'}`}
        onPointerEnter={({ pointerType }: PointerEvent) =>
          pointerType === 'mouse' && mayPrefetch(flow) && controller.startHover()
        }
        onPointerLeave={controller.endHover}
        onPointerDown={(event: PointerEvent) => event.button === 0 && intend()}
        onFocus={({ target }: FocusEvent<HTMLButtonElement>) => target.matches(':focus-visible') && intend()}
      >
        {isOpening && <Spinner />}
        {isOpening ? 'Opening…' : label}
      </button>
      <span id={statusId} role="status" className="sr-only">
        {isOpening && 'Opening the billing portal…'}
      </span>
      {/* Below the button, so the button does not move before a second click. */}
      {state.kind === 'failed' && (
        <div className="order-last w-full">
          <Alert>{state.message}</Alert>
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
 * Whether a session may be requested before a click: only for the portal's front page, and not for people who
 * save data. https://wicg.github.io/savedata/#savedata-attribute
 */
function mayPrefetch(flow: PortalFlow | undefined): boolean {
  const connection: unknown = Reflect.get(navigator, 'connection')
  const savesData =
    typeof connection === 'object' && connection !== null && Reflect.get(connection, 'saveData')
  return !flow && !savesData && !window.matchMedia('(prefers-reduced-data: reduce)').matches
}
