import { Alert } from '../ui/alert'

/** Says why the only owner cannot be changed, in place of the form that would be refused. */
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
