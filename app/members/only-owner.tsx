import { Alert } from '../ui/alert'

/** Replaces a form about the only owner, who cannot be removed or demoted. */
export function OnlyOwner({ back }: { back: string }) {
  return (
    <>
      <Alert>
        An account must keep an owner, and there is no other one. Make another member an owner first.
      </Alert>
      <p>
        <a href={back} className="button button-quiet">
          Back to members
        </a>
      </p>
    </>
  )
}
