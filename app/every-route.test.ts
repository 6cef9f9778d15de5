import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { isApiHandler } from '@/lib/http/api-handler'
import { ROUTES as NAMED } from '@/lib/route-of'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const FILES = readdirSync('app', { recursive: true, encoding: 'utf8' }).map((path) => `app/${path}`)
const ROUTES = FILES.filter((path) => path.endsWith('/route.ts'))
const PAGES = FILES.filter((path) => path.endsWith('/page.tsx'))

/** Modules that query the database. */
const QUERIES = /from '@\/lib\/(?:db|auth\/current-user|accounts\/|api-keys\/|audit\/|summary\/)/

test('finds routes and pages to check', () => {
  expect(ROUTES.length).toBeGreaterThan(5)
  expect(PAGES.length).toBeGreaterThan(5)
})

test.each(ROUTES)('every method of %s goes through apiHandler, which limits the body', async (path) => {
  const route: Record<string, unknown> = await import(/* @vite-ignore */ resolve(path))
  const exported = METHODS.filter((method) => method in route)
  expect(exported).not.toEqual([])
  expect(exported.filter((method) => !isApiHandler(route[method]))).toEqual([])
})

test.each(PAGES)('%s is a queryingPage if it queries the database', (path) => {
  const source = readFileSync(path, 'utf8')
  if (QUERIES.test(source)) expect(source).toContain('export default queryingPage(')
})

test('logs, traces and metrics know every route by name', () => {
  const routes = [...ROUTES, ...PAGES].map((path) => path.replace(/^app|\/(?:route|page)\.tsx?$/g, '') || '/')
  expect(NAMED.toSorted()).toEqual(routes.toSorted())
})
