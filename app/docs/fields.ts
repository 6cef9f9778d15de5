import { z } from 'zod'
import { portalInput } from '@/lib/portal/input'

/** One input field, as the reference lists it. */
export type Field = {
  /** The path in the body: `flow.items[].price`. */
  name: string
  type: string
  required: boolean
  /** Flow types that accept the field; empty when every request does. */
  onlyFor: readonly string[]
  description: string
  /** The allowed values, if the schema lists them. */
  values: readonly string[]
}

/** The parts of JSON Schema that Zod generates for the input. */
type Schema = {
  type?: string | undefined
  description?: string | undefined
  properties?: Readonly<Record<string, Schema>> | undefined
  required?: readonly string[] | undefined
  enum?: readonly unknown[] | undefined
  const?: unknown
  items?: Schema | undefined
  oneOf?: readonly Schema[] | undefined
}

/** The fields of the request body, from the schema that the route parses with. */
export function inputFields(): readonly Field[] {
  // Zod's type covers all of JSON Schema, including boolean schemas, which it does not generate here.
  return fieldsOf(z.toJSONSchema(portalInput, { io: 'input' }) as Schema, '', [])
}

function fieldsOf(schema: Schema, prefix: string, onlyFor: readonly string[]): Field[] {
  if (schema.oneOf) return variantFields(schema.oneOf, prefix)
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const field = {
      name: `${prefix}${name}`,
      type: typeOf(property),
      required: schema.required?.includes(name) ?? false,
      onlyFor,
      description: property.description ?? '',
      values: valuesOf(property),
    }
    const inner = property.items ?? property
    return [field, ...fieldsOf(inner, `${field.name}${property.items ? '[]' : ''}.`, onlyFor)]
  })
}

/** Merges variants that differ by `type` into one list. A field that only some variants have names them. */
function variantFields(variants: readonly Schema[], prefix: string): Field[] {
  const rows = new Map<string, Field>()
  for (const variant of variants) {
    const type = String(variant.properties?.type?.const)
    for (const field of fieldsOf(variant, prefix, [type])) {
      const seen = rows.get(field.name)
      rows.set(field.name, {
        ...field,
        onlyFor: [...(seen?.onlyFor ?? []), type],
        values: [...new Set([...(seen?.values ?? []), ...field.values])],
      })
    }
  }
  return [...rows.values()].map((field) =>
    field.onlyFor.length === variants.length ? { ...field, onlyFor: [] } : field,
  )
}

function typeOf(schema: Schema): string {
  if (schema.oneOf) return 'object'
  if (schema.type === 'array') return 'object[]'
  return schema.type ?? 'string'
}

function valuesOf(schema: Schema): string[] {
  if (schema.const !== undefined) return [String(schema.const)]
  return (schema.enum ?? []).map(String)
}
