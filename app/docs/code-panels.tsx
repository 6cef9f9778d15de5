import { CodeLines } from '../ui/code-block'
import { CopyButton } from '../ui/copy-button'
import { exampleBody } from './example-body'
import { snippets } from './snippets'
import { Tabs } from './tabs'

/** The request in each language, and the responses that the published reference shows. */
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
