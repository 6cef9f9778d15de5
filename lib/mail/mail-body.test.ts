import { expect, test } from 'vitest'
import { mailBody } from './mail-body'

const url = 'https://billing.example.com/sign-in/email?token=a&callbackUrl=b'
const message = {
  heading: 'Sign in',
  paragraphs: ['This link signs you in.'],
  button: { label: 'Sign in', url },
  note: 'Ignore it.',
}

test('text and HTML have the same content and link', () => {
  const { text: plain, html } = mailBody(message)
  expect(plain).toBe(`Sign in\n\nThis link signs you in.\n\nSign in:\n${url}\n\nIgnore it.\n`)
  for (const text of ['Sign in', 'This link signs you in.', 'Ignore it.']) expect(html).toContain(text)
  expect(html.split(`href="${url.replace('&', '&#38;')}"`)).toHaveLength(3)
})

test('escapes markup in text that people have entered', () => {
  const evil = '"><img src=https://evil.example/>\u2019'
  const { html } = mailBody({ heading: evil, paragraphs: [evil], note: evil })
  expect(html).not.toContain('<img')
  expect(html.split('&#34;&#62;&#60;img')).toHaveLength(5)
})

test('loads no resources', () => {
  expect(mailBody(message).html).not.toMatch(/<(?:img|link|script|style)|src=|url\(/)
})
