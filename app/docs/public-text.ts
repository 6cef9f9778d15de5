/** A public text that any site may read and caches keep for five minutes, as they do `/openapi.json`. */
export function publicText(mediaType: 'text/markdown' | 'text/plain', body: string): Response {
  return new Response(body, {
    headers: {
      'Content-Type': `${mediaType}; charset=utf-8`,
      'Cache-Control': 'public, max-age=300',
      'Access-Control-Allow-Origin': '*',
    },
  })
}
