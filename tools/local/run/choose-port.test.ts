import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { choosePort } from './choose-port'

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

test.each(['127.0.0.1', '0.0.0.0', '::'])('steps around a port that is taken on %s', async (host) => {
  const free = await choosePort()
  const server = createServer().listen({ port: free, host })
  servers.push(server)
  await once(server, 'listening')
  expect(await choosePort()).toBeGreaterThan(free)
})
