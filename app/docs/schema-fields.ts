/** One field of a body, or one header, as the reference lists it. */
export type Field = {
  /** The path in the body: `flow.items[].price`. */
  name: string
  type: string
  required: boolean
  /** Flow types that accept the field; empty when every request does. */
  onlyFor: readonly string[]
  description: string
  /** The schema's limits: “1 to 64 characters”. */
  limits: readonly string[]
  /** The allowed values, if the schema lists them. */
  values: readonly FieldValue[]
  example: string | null
}

type FieldValue = { value: string; description: string }

/** The parts of JSON Schema that the OpenAPI document uses. */
export type Schema = {
  type?: string | undefined
  format?: string | undefined
  description?: string | undefined
  properties?: Readonly<Record<string, Schema>> | undefined
  required?: readonly string[] | undefined
  enum?: readonly unknown[] | undefined
  const?: unknown
  items?: Schema | undefined
  oneOf?: readonly Schema[] | undefined
  minLength?: number | undefined
  maxLength?: number | undefined
  minimum?: number | undefined
  maximum?: number | undefined
  minItems?: number | undefined
  maxItems?: number | undefined
  pattern?: string | undefined
  examples?: readonly unknown[] | undefined
}

/** The fields of a body, nested ones with their path, in the order of its schema. */
export function schemaFields(schema: Schema): readonly Field[] {
  return fieldsOf(schema, '', [])
}

function fieldsOf(schema: Schema, prefix: string, onlyFor: readonly string[]): Field[] {
  if (schema.oneOf) return variantFields(schema.oneOf, prefix)
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const required = schema.required?.includes(name) ?? false
    const field = { ...schemaField(`${prefix}${name}`, property, required), onlyFor }
    const inner = property.items ?? property
    return [field, ...fieldsOf(inner, `${field.name}${property.items ? '[]' : ''}.`, onlyFor)]
  })
}

/** One field, without those in it. */
export function schemaField(name: string, schema: Schema, required: boolean): Field {
  const example = schema.examples?.[0]
  return {
    name,
    type: typeOf(schema),
    required,
    onlyFor: [],
    // A constant's description is shown with its value.
    description: schema.const === undefined ? (schema.description ?? '') : '',
    limits: limitsOf(schema),
    values: valuesOf(schema),
    example: example === undefined ? null : String(example),
  }
}

/** Merges variants that differ by `type` into one list. A field that only some variants have names them. */
function variantFields(variants: readonly Schema[], prefix: string): Field[] {
  const rows = new Map<string, Field>()
  for (const variant of variants) {
    const type = String(variant.properties?.type?.const)
    for (const field of fieldsOf(variant, prefix, [type])) {
      const seen = rows.get(field.name)
      const values = [...(seen?.values ?? []), ...field.values]
      rows.set(field.name, {
        ...field,
        onlyFor: [...(seen?.onlyFor ?? []), type],
        values: [...new Map(values.map((value) => [value.value, value])).values()],
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
  const type = schema.type ?? 'string'
  return schema.format ? `${type} (${schema.format})` : type
}

function valuesOf(schema: Schema): FieldValue[] {
  if (schema.const !== undefined)
    return [{ value: String(schema.const), description: schema.description ?? '' }]
  return (schema.enum ?? []).map((value) => ({ value: String(value), description: '' }))
}

function limitsOf(schema: Schema): string[] {
  return [
    range(schema.minLength, schema.maxLength, 'character'),
    range(schema.minimum, schema.maximum, ''),
    range(schema.minItems, schema.maxItems, 'item'),
    schema.pattern ? `Matches \`${schema.pattern}\`` : '',
  ].filter(Boolean)
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
  const bound = most ?? least
  if (bound === undefined) return ''
  const counted = unit && ` ${unit}${bound === 1 ? '' : 's'}`
  const shown = (value: number) => value.toLocaleString('en-US')
  if (least === most) return `Exactly ${shown(bound)}${counted}`
  if (least === undefined) return `At most ${shown(bound)}${counted}`
  return most === undefined
    ? `At least ${shown(bound)}${counted}`
    : `${shown(least)} to ${shown(most)}${counted}`
}
