// @ts-check
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'

/** OID of `"char"`, PostgreSQL's internal one-byte type, which its catalogues are full of; and of text. */
const INTERNAL_CHAR = 18
const TEXT = 25

/**
 * Makes an adapter return `"char"` as a character, as the native engine's driver does. Prisma's adapter
 * refuses the type, and the engine panics on it as text (https://github.com/prisma/prisma/issues/28145 and
 * 29635).
 * @template {object} Adapter
 * @param {Adapter} adapter
 */
export function readInternalChar(adapter) {
  const own = Object(adapter)
  const { performIO, queryRaw } = own
  own.queryRaw = async (/** @type {unknown} */ query) => {
    const { fields, rows } = await performIO.call(own, query)
    const isChar = fields.map((/** @type {Field} */ field) => field.dataTypeID === INTERNAL_CHAR)
    const readable = fields.map((/** @type {Field} */ field, /** @type {number} */ i) =>
      isChar[i] ? { ...field, dataTypeID: TEXT } : field,
    )
    const result = await queryRaw.call({ performIO: async () => ({ fields: readable, rows }) }, query)
    const columnTypes = result.columnTypes.map((/** @type {number} */ type, /** @type {number} */ i) =>
      isChar[i] ? ColumnTypeEnum.Character : type,
    )
    return { ...result, columnTypes }
  }
  return adapter
}

/** @typedef {{ name: string, dataTypeID: number }} Field */
