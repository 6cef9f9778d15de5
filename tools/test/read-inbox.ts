/** An email as the local inbox shows it. */
export type TestMail = { subject: string; text: string; page: string; links: string[] }

/** The emails to an address in the inbox of tools/local/mail, the newest first. */
export async function readInbox(inbox: string, to: string): Promise<TestMail[]> {
  const index = await read(inbox)
  const items = [...index.matchAll(/<a class="person" href="([^"]+)">([\s\S]*?)<\/a>/g)]
  const own = items.filter(([, , item]) => item?.includes(`to ${to},`))
  return Promise.all(own.map(([, path]) => readMail(`${inbox}${path}`)))
}

async function readMail(url: string): Promise<TestMail> {
  const page = await read(url)
  const [, subject = ''] = /<h1>(.*?)<\/h1>/.exec(page) ?? []
  const [, text = ''] = /<pre>([\s\S]*?)<\/pre>/.exec(page) ?? []
  return { subject, text, page, links: text.match(/https?:\/\/\S+/g) ?? [] }
}

/** Decodes only `&`, for URLs. Everything else stays escaped, so a test would notice injected markup. */
const read = async (url: string) => (await (await fetch(url)).text()).replace(/&(amp|#38);/g, '&')
