type Props = { name: string | null; email: string | null }

/** A person within a sentence: the name, which may be written right to left, and the email address. */
export function Person({ name, email }: Props) {
  return (
    <span className="[overflow-wrap:anywhere]">
      <bdi className="font-medium text-ink">{personName({ name, email })}</bdi>
      {name && email && name !== email && (
        <>
          {' '}
          (<bdi>{email}</bdi>)
        </>
      )}
    </span>
  )
}

/** A person's name, or the email address if there is no name. */
export function personName({ name, email }: Props): string {
  return name ?? email ?? 'A person without a name'
}
