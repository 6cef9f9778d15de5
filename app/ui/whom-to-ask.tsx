import { Person } from './person'

/** The most owners named: enough to reach one of them. */
const MAX_NAMED = 3

type Owner = { name: string | null; email: string | null }

/** The owners to ask, within a sentence: “Olivia Owner (olivia@example.com)”. Else the administrator. */
export function WhomToAsk({ owners }: { owners: readonly Owner[] }) {
  const named = owners.filter(({ name, email }) => name ?? email).slice(0, MAX_NAMED)
  if (named.length === 0) return 'your administrator'
  return named.map((owner, index) => (
    <span key={index}>
      {index > 0 && (index === named.length - 1 ? ' or ' : ', ')}
      <Person {...owner} />
    </span>
  ))
}
