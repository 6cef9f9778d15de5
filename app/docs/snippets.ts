/** What a snippet's request has besides the API key. */
export type SnippetRequest = {
  path?: string
  headers?: Readonly<Record<string, string>>
  body?: object
}

type Snippet = {
  id: 'curl' | 'javascript' | 'typescript' | 'swift' | 'python'
  label: string
  /** The info string of a Markdown code fence. */
  fence: string
  code: string
}

/**
 * A request in each language of the published reference, and also in TypeScript and in Python, which uses
 * only its standard library. The snippets contain the lines of the published reference. What they add ends
 * the program with the error's code if the status is not 200.
 *
 * cURL and Python read the key from the environment variable `ORBITKIT_API_KEY`, the others from a variable
 * `apiKey`. `--fail-with-body` needs cURL 7.76 (https://curl.se/docs/manpage.html#--fail-with-body).
 *
 * @param origin scheme and host of the deployment, without a trailing slash
 */
export function snippets(origin: string, request: SnippetRequest = {}) {
  const url = `${origin}${request.path ?? '/api/billing-portal'}`
  const headers = { ...(request.body && { 'Content-Type': 'application/json' }), ...request.headers }
  const parts = { url, headers: Object.entries(headers), body: request.body }
  return [
    { id: 'curl', label: 'cURL', fence: 'sh', code: curl(parts) },
    { id: 'javascript', label: 'JavaScript', fence: 'js', code: javascript(parts) },
    { id: 'typescript', label: 'TypeScript', fence: 'ts', code: typescript(parts) },
    { id: 'swift', label: 'Swift', fence: 'swift', code: swift(parts) },
    { id: 'python', label: 'Python', fence: 'python', code: python(parts) },
  ] as const satisfies readonly Snippet[]
}

type Parts = { url: string; headers: readonly (readonly [string, string])[]; body: object | undefined }

/** One piece of code for each header, joined without a separator. */
const each = (headers: Parts['headers'], line: (name: string, value: string) => string) =>
  headers.map(([name, value]) => line(name, value)).join('')

/** Formatted JSON, also valid in JavaScript and Python. All lines but the first are indented by `spaces`. */
const literal = (body: object, spaces: number) =>
  JSON.stringify(body, null, 2).replaceAll('\n', `\n${' '.repeat(spaces)}`)

const curl = ({ url, headers, body }: Parts) => `curl -X POST "${url}" \\
  -H "Authorization: Bearer $ORBITKIT_API_KEY" \\
${each(headers, (name, value) => `  -H "${name}: ${value}" \\\n`)}${
  body ? `  -d '${literal(body, 2)}' \\\n` : ''
}  --silent --show-error --fail-with-body`

const fetchCall = ({ url, headers, body }: Parts) => `const response = await fetch("${url}", {
  method: "POST",
  headers: {
    "Authorization": "Bearer " + apiKey,
${each(headers, (name, value) => `    "${name}": "${value}",\n`)}  },
${body ? `  body: JSON.stringify(${literal(body, 2)}),\n` : ''}});`

const javascript = (parts: Parts) => `${fetchCall(parts)}
const data = await response.json();
if (!response.ok) {
  throw new Error(response.status + " " + data.error.code + ": " + data.error.message);
}
console.log(data);`

const typescript = (parts: Parts) => `type PortalSession = { url: string };
type Failure = { error: { code: string; message: string; docUrl?: string } };

${fetchCall(parts)}
if (!response.ok) {
  const { error } = (await response.json()) as Failure;
  throw new Error(\`\${response.status} \${error.code}: \${error.message}\`);
}
const session = (await response.json()) as PortalSession;
console.log(session);`

const swift = ({ url, headers, body }: Parts) => `var request = URLRequest(url: URL(string: "${url}")!)
request.httpMethod = "POST"
request.setValue("Bearer \\(apiKey)", forHTTPHeaderField: "Authorization")
${each(headers, (name, value) => `request.setValue("${value}", forHTTPHeaderField: "${name}")\n`)}${
  body ? `request.httpBody = Data(#"${JSON.stringify(body)}"#.utf8)\n` : ''
}let (data, response) = try await URLSession.shared.data(for: request)
let json = try JSONSerialization.jsonObject(with: data)
let status = (response as? HTTPURLResponse)?.statusCode ?? 0
guard status == 200 else {
    let error = (json as? [String: Any])?["error"] as? [String: Any]
    throw NSError(domain: error?["code"] as? String ?? "UNKNOWN", code: status)
}
print(json)`

const python = ({ url, headers, body }: Parts) => `import json
import os
import urllib.error
import urllib.request

request = urllib.request.Request(
    "${url}",
    method="POST",
    headers={
        "Authorization": "Bearer " + os.environ["ORBITKIT_API_KEY"],
${each(headers, (name, value) => `        "${name}": "${value}",\n`)}    },
${body ? `    data=json.dumps(${literal(body, 4)}).encode(),\n` : ''})
try:
    with urllib.request.urlopen(request) as response:
        data = json.load(response)
except urllib.error.HTTPError as failure:
    error = json.load(failure)["error"]
    raise SystemExit(f"{failure.code} {error['code']}: {error['message']}")
print(data)`
