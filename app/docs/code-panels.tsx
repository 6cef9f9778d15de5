import type { ReactNode } from 'react'
import { ERRORS, type ErrorCode } from '@/lib/errors'
import { docUrl } from '@/lib/origin'
import { CodeLines } from '../ui/code-block'
import { CopyButton } from '../ui/copy-button'
import { snippets } from './snippets'

/** The request in each language, and the responses of the published reference. */
export function CodePanels({ origin, docsUrl }: { origin: string; docsUrl: string }) {
  const responses = [
    { id: '200', code: JSON.stringify({ url: 'https://example.com' }, null, 2) },
    { id: '401', code: exampleBody('UNAUTHORIZED', docsUrl) },
    { id: '404', code: exampleBody('NOT_FOUND', docsUrl) },
  ]
  return (
    <>
      <Tabs
        name="language"
        legend="Language of the request"
        tabs={snippets(origin).map(({ id, label, code }) => ({
          id,
          label,
          content: <Panel code={code} label={`${label} request`} />,
        }))}
      />
      <Tabs
        name="response"
        legend="Status of the response"
        tabs={responses.map(({ id, code }) => ({
          id,
          label: id,
          content: <Panel code={code} label={`${id} response`} />,
        }))}
      />
    </>
  )
}

function Panel({ code, label }: { code: string; label: string }) {
  return (
    <>
      <CodeLines code={code} label={label} />
      <div className="needs-script -mt-2.5 flex justify-end px-1.5 pb-1.5">
        <CopyButton text={code} label={label} />
      </div>
    </>
  )
}

type Tab = { id: string; label: string; content: ReactNode }

/**
 * Tabs that need no JavaScript: radio buttons, whose checked panel CSS shows. Arrow keys move between them.
 */
function Tabs({ name, legend, tabs }: { name: string; legend: string; tabs: readonly Tab[] }) {
  return (
    <fieldset className="tabs min-w-0 overflow-hidden rounded-xl border border-night-line bg-night text-night-ink">
      <legend className="sr-only">{legend}</legend>
      {tabs.map(({ id, label, content }, index) => [
        <input
          key={`${id}-choice`}
          type="radio"
          name={name}
          id={`${name}-${id}`}
          value={id}
          defaultChecked={index === 0}
          className="sr-only"
        />,
        <label key={`${id}-label`} htmlFor={`${name}-${id}`}>
          {label}
        </label>,
        <div key={`${id}-panel`} className="tab-panel">
          {content}
        </div>,
      ])}
    </fieldset>
  )
}

/** The body of an error response. */
function exampleBody(code: ErrorCode, docsUrl: string): string {
  const { message } = ERRORS[code]
  return JSON.stringify({ error: { code, message, docUrl: docUrl(code, docsUrl) } }, null, 2)
}
