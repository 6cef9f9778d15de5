import { oneLineText } from '../one-line-text'
import { MOST_NAME_LENGTH } from './most-name-length'

/** A key's name: what an account calls the program that uses it. */
export const keyName = oneLineText(MOST_NAME_LENGTH)
