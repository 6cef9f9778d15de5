/** A public document that any site may read and caches may keep for five minutes. */
export function publicResponse(contentType: string, body: string): Response {
  return new Response(body, {
    headers: {
      'Content-Type': contentType,
      'Cache-Control': 'public, max-age=300',
      'Access-Control-Allow-Origin': '*',
    },
  })
}
