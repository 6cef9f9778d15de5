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

test.each(Object.entries(PUBLISHED))('shows %s as the published reference does', (id, published) => {
  const shown = snippets('https://api.orbitkit.io').find((snippet) => snippet.id === id)
  expect(shown?.code.replace(/^ +/gm, '')).toBe(published)
})

test('calls the deployment that shows it, in every language', () => {
  for (const { code } of snippets('https://billing.example.com')) {
    expect(code).toContain('"https://billing.example.com/api/billing-portal"')
    expect(code).not.toContain('orbitkit.io')
  }
})
