type Props = { name: string | null; email: string | null }

/** Somebody within a sentence: their name, in whatever direction it is written, and their address. */
export function Person({ name, email }: Props) {
  return (
    <span className="[overflow-wrap:anywhere]">
      <bdi className="font-medium">{name ?? email ?? 'Somebody without a name'}</bdi>
      {name && email && name !== email && (
        <>
          {' '}
          (<bdi>{email}</bdi>)
        </>
      )}
    </span>
  )
}
