/** The request in one language, ready to paste. */
type Snippet = { id: 'curl' | 'javascript' | 'swift' | 'python'; label: string; code: string }

/**
 * The request in each language of the published reference, and in Python with only the standard library.
 *
 * cURL, JavaScript and Swift match the published reference. cURL and Python read the key from the environment
 * variable `ORBITKIT_API_KEY`, JavaScript and Swift from a variable `apiKey`.
 *
 * @param origin scheme and host of the deployment, without a trailing slash
 */
export function snippets(origin: string) {
  const url = `${origin}/api/billing-portal`
  return [
    {
      id: 'curl',
      label: 'cURL',
      code: `curl -X POST "${url}" \\
  -H "Authorization: Bearer $ORBITKIT_API_KEY"`,
    },
    {
      id: 'javascript',
      label: 'JavaScript',
      code: `const response = await fetch("${url}", {
  method: "POST",
  headers: {
    "Authorization": "Bearer " + apiKey,
  },
});
const data = await response.json();
console.log(data);`,
    },
    {
      id: 'swift',
      label: 'Swift',
      code: `var request = URLRequest(url: URL(string: "${url}")!)
request.httpMethod = "POST"
request.setValue("Bearer \\(apiKey)", forHTTPHeaderField: "Authorization")
let (data, _) = try await URLSession.shared.data(for: request)
let json = try JSONSerialization.jsonObject(with: data)
print(json)`,
    },
    {
      id: 'python',
      label: 'Python',
      code: `import json
import os
import urllib.request

request = urllib.request.Request(
    "${url}",
    method="POST",
    headers={"Authorization": "Bearer " + os.environ["ORBITKIT_API_KEY"]},
)
with urllib.request.urlopen(request) as response:
    data = json.load(response)
print(data)`,
    },
  ] as const satisfies readonly Snippet[]
}
