import { AnchorLink } from './anchor-link'
import { ExampleTabs } from './example-tabs'
import { FailureList } from './failure-list'
import { FieldTable } from './field-table'
import { InlineText } from './inline-text'
import type { Block, ReferenceSection } from './reference'

/** A section of the reference, with its examples beside it on wide screens and below its text on others. */
export function Section({ section: { id, title, blocks, examples } }: { section: ReferenceSection }) {
  return (
    <section
      aria-labelledby={id}
      className="reference-section mt-12 gap-x-14 leading-relaxed lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(0,31rem)]"
    >
      <div className="min-w-0">
        <div className="anchored">
          <h2 id={id} className="font-semibold text-xl tracking-tight">
            {title}
          </h2>
          <AnchorLink id={id} name={title} />
        </div>
        <div className="mt-3 grid gap-4">
          {blocks.map((block, index) => (
            <BlockView key={index} block={block} section={id} />
          ))}
        </div>
      </div>
      {examples.length > 0 && (
        <div className="mt-6 grid min-w-0 gap-4 self-start lg:sticky lg:top-6 lg:mt-0">
          {examples.map((example) => (
            <ExampleTabs key={example.what} example={example} name={`${id}-${example.kind}`} />
          ))}
        </div>
      )}
    </section>
  )
}

function BlockView({ block, section }: { block: Block; section: string }) {
  switch (block.kind) {
    case 'text':
      return (
        <p>
          <InlineText text={block.text} />
        </p>
      )
    case 'fields':
      return <FieldTable fields={block.fields} anchor={section} title={block.title} />
    case 'failures':
      return <FailureList failures={block.failures} />
  }
}
