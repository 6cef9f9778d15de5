/** Owners named at once: enough to find one who is there. */
const MOST = 3

type Owner = { name: string | null; email: string | null }

/**
 * The people to ask, within a sentence: “Olivia Owner (olivia@example.com)”. An account without an owner has
 * an administrator all the same.
 */
export function WhomToAsk({ owners }: { owners: readonly Owner[] }) {
  const named = owners.filter(({ name, email }) => name ?? email).slice(0, MOST)
  if (named.length === 0) return 'your administrator'
  return named.map(({ name, email }, index) => (
    <span key={index}>
      {index > 0 && (index === named.length - 1 ? ' or ' : ', ')}
      <bdi className="font-medium text-ink">{name ?? email}</bdi>
      {name && email && name !== email && (
        <>
          {' '}
          (<bdi>{email}</bdi>)
        </>
      )}
    </span>
  ))
}
