import { expect, test } from 'vitest'
import { snippets } from './snippets'

/** The snippets of the published reference. They came without indentation, so it is not compared. */
const PUBLISHED = {
  curl: `curl -X POST "https://api.orbitkit.io/api/billing-portal" \\
-H "Authorization: Bearer $ORBITKIT_API_KEY"`,
  javascript: `const response = await fetch("https://api.orbitkit.io/api/billing-portal", {
method: "POST",
headers: {
"Authorization": "Bearer " + apiKey,
},
});
const data = await response.json();
console.log(data);`,
  swift: `var request = URLRequest(url: URL(string: "https://api.orbitkit.io/api/billing-portal")!)
request.httpMethod = "POST"
request.setValue("Bearer \\(apiKey)", forHTTPHeaderField: "Authorization")
let (data, _) = try await URLSession.shared.data(for: request)
let json = try JSONSerialization.jsonObject(with: data)
print(json)`,
}

/** The response is named in Swift, because its status is checked. */
const ADDED = { curl: 1, javascript: 3, swift: 5 }

test.each(Object.entries(ADDED))('%s is the published snippet with a check of the status', (id, added) => {
  const shown = snippets('https://api.orbitkit.io').find((snippet) => snippet.id === id)
  const published = PUBLISHED[id as keyof typeof PUBLISHED].replace('let (data, _)', 'let (data, response)')
  const lines = shown?.code.split('\n').map((line) => line.trim().replace(/ \\$/, '')) ?? []
  const kept = published.split('\n').map((line) => line.replace(/ \\$/, ''))
  // JavaScript's `}` and `},` occur in what is added, too, so lines are compared in order.
  let next = 0
  for (const line of lines) if (line === kept[next]) next++
  expect(kept.slice(next)).toEqual([])
  expect(lines).toHaveLength(kept.length + added)
})

test('every language sends the headers and the body that an example adds', () => {
  const request = { headers: { 'Idempotency-Key': 'one' }, body: { locale: 'de' } }
  for (const { code } of snippets('https://billing.example.com', request)) {
    expect(code).toContain('Idempotency-Key')
    expect(code).toContain('application/json')
    expect(code.replace(/\s/g, '')).toContain('{"locale":"de"}')
  }
})

test('calls the deployment that shows it, in every language', () => {
  for (const { code } of snippets('https://billing.example.com')) {
    expect(code).toContain('"https://billing.example.com/api/billing-portal"')
    expect(code).not.toContain('orbitkit.io')
  }
})
