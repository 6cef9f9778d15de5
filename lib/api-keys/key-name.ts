import { oneLineText } from '../one-line-text'
import { MAX_NAME_LENGTH } from './max-name-length'

/** A key's name: what an account calls the program that uses it. */
export const keyName = oneLineText(MAX_NAME_LENGTH)
